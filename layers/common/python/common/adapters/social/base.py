"""What the five adapters share: the OAuth round trip by Authlib, requests with time-outs, sealed lips."""

import logging
import warnings
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar

import httpx

from common.adapters.social.answers import TokenAnswer, read, require_presence, require_success
from common.adapters.social.codes import machine_code
from common.adapters.social.oauth_refusals import ConsentEnds, require_tokens
from common.adapters.social.port import (
    Audience,
    LookUp,
    NotRenewable,
    PlatformUnavailable,
    Post,
    Profile,
    Tokens,
)
from common.models.platform import Platform

with warnings.catch_warnings():
    # Authlib speaks httpx and would rather speak its successor: no line of a log of ours is for that.
    from authlib.deprecate import AuthlibDeprecationWarning  # first: it asks to be heard always

    warnings.simplefilter("ignore", AuthlibDeprecationWarning)
    from authlib.integrations.base_client import OAuthError
    from authlib.integrations.httpx_client import OAuth2Client

TIMEOUT = httpx.Timeout(connect=3.0, read=8.0, write=3.0, pool=1.0)
logging.getLogger("httpx").setLevel(logging.WARNING)
"""It would log every address that it asks, and Instagram takes its tokens in addresses."""

ClientAuth = Callable[[Any, str, str, Any, Any], tuple[str, Any, Any]]


@dataclass(frozen=True, slots=True)
class OAuthClient:
    """Who we are at a platform."""

    client_id: str
    client_secret: str = field(repr=False)
    redirect_uri: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoints:
    """Where a platform does OAuth; adapters add what else may change: addresses, versions, approvals."""

    authorize: str
    token: str
    revoke: str | None = None


class OAuthPlatform(ABC):
    """The common half of `common.adapters.social.port.SocialAdapter`."""

    platform: ClassVar[Platform]
    uses_pkce: ClassVar[bool] = False
    scopes: tuple[str, ...]
    scope_separator: ClassVar[str] = " "
    client_auth: ClassVar[str | ClientAuth] = "client_secret_post"
    authorize_parameters: ClassVar[Mapping[str, str]] = {}
    consent_ends: ClassVar[ConsentEnds] = ConsentEnds()

    def __init__(self, client: OAuthClient, endpoints: Endpoints) -> None:
        self._client = client
        self._oauth_endpoints = endpoints
        self._http = httpx.Client(timeout=TIMEOUT)

    def authorize_url(self, state: str, code_challenge: str | None) -> str:
        """Where the person says yes."""
        extra = dict(self.authorize_parameters)
        if self.uses_pkce and code_challenge:
            extra |= {"code_challenge": code_challenge, "code_challenge_method": "S256"}
        with self._oauth() as oauth:
            url, _ = oauth.create_authorization_url(
                self._oauth_endpoints.authorize,
                state=state,
                scope=self.scope_separator.join(self.scopes),
                **extra,
            )
        return str(url)

    def exchange(self, code: str, code_verifier: str | None) -> Tokens:
        """Tokens for the code of a callback."""
        return self._exchanged(code, code_verifier).tokens()

    def refresh(self, tokens: Tokens) -> Tokens:
        """Newer tokens by the refresh token."""
        if not tokens.refresh_token:
            raise NotRenewable
        held = tokens.refresh_token
        return self._ask_tokens(
            lambda oauth: oauth.refresh_token(self._oauth_endpoints.token, refresh_token=held)
        ).tokens(tokens)

    def revoke(self, tokens: Tokens) -> None:
        """Tell the platform to forget us, where it listens."""
        if self._oauth_endpoints.revoke is None:
            return
        with self._oauth() as oauth:
            response = oauth.revoke_token(self._oauth_endpoints.revoke, token=self._revocable(tokens))
        require_presence(response)
        if response.is_error:
            raise PlatformUnavailable(f"status_{response.status_code}")

    @abstractmethod
    def profile(self, access_token: str, scopes: Collection[str] | None = None) -> Profile:
        """Whose token it is, and how many follow them."""

    def recent_posts(self, access_token: str, limit: int) -> list[Post] | None:  # noqa: ARG002 - of the interface
        """None, where the platform does not let us read them."""
        return None

    def look_up(self, access_token: str, owner: str, ids: Sequence[str]) -> LookUp:  # noqa: ARG002 - of the interface
        """Nothing, where the platform tells no single posts."""
        return LookUp([])

    def find_posts(self, access_token: str, owner: str, codes: Sequence[str]) -> list[Post]:
        """Where addresses hold ids, those posts."""
        return self.look_up(access_token, owner, codes).posts

    def audience(self, access_token: str) -> Audience | None:  # noqa: ARG002 - of the interface
        """None, where the platform does not tell."""
        return None

    def _revocable(self, tokens: Tokens) -> str:
        """The token by which the platform knows what to forget."""
        return tokens.refresh_token or tokens.access_token

    def _exchanged(self, code: str, code_verifier: str | None) -> TokenAnswer:
        extra = {"code_verifier": code_verifier} if self.uses_pkce and code_verifier else {}
        return self._ask_tokens(
            lambda oauth: oauth.fetch_token(
                self._oauth_endpoints.token, grant_type="authorization_code", code=code, **extra
            )
        )

    def _ask_tokens(self, ask: Callable[[OAuth2Client], object]) -> TokenAnswer:
        answers: list[TokenAnswer] = []

        def keep(response: httpx.Response) -> httpx.Response:
            # Before Authlib reads it: it would take a list for tokens, and a refusal in an unknown shape, too.
            answers.append(self._read_tokens(response))
            return httpx.Response(200, json={"access_token": answers[-1].access_token})

        with self._oauth() as oauth:
            oauth.register_compliance_hook("access_token_response", keep)
            oauth.register_compliance_hook("refresh_token_response", keep)
            ask(oauth)
        return answers[-1]

    def _read_tokens(self, response: httpx.Response) -> TokenAnswer:
        """The answer of the token endpoint; an adapter whose platform has a shape of its own replaces it."""
        return read(TokenAnswer, require_tokens(response, self.consent_ends))

    @contextmanager
    def _oauth(self) -> Iterator[OAuth2Client]:
        """Authlib's client; its errors, and those of the network, become ours."""
        with (
            OAuth2Client(
                self._client.client_id,
                self._client.client_secret,
                token_endpoint_auth_method=self.client_auth,
                revocation_endpoint_auth_method=self.client_auth,
                redirect_uri=self._client.redirect_uri,
                timeout=TIMEOUT,
            ) as oauth,
            translated(),
        ):
            yield oauth

    def _get(
        self,
        url: str,
        access_token: str | None,
        params: Mapping[str, object],
        *,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        return self._ask("GET", url, access_token, headers=headers, params=params)

    def _ask(
        self,
        method: str,
        url: str,
        access_token: str | None,
        *,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, object] | None = None,
        json: object = None,
    ) -> httpx.Response:
        """One request to the platform's API, and what its refusals mean."""
        bearer = {"Authorization": f"Bearer {access_token}"} if access_token else {}
        query = {name: str(value) for name, value in (params or {}).items()}
        with translated():
            response = self._http.request(
                method, url, headers=bearer | dict(headers or {}), params=query or None, json=json
            )
        self._require_success(response)
        return response

    def _require_success(self, response: httpx.Response) -> None:
        require_success(response)


@contextmanager
def translated() -> Iterator[None]:
    """Errors of the network and of Authlib as ours, without their text: it may hold a token.

    Raises `PlatformUnavailable`: what a platform refuses was read before Authlib saw it.
    """
    try:
        yield
    except httpx.HTTPError:
        raise PlatformUnavailable("no_answer") from None
    except OAuthError as error:
        reason = machine_code(str(error.error))
        raise PlatformUnavailable(reason) from None
