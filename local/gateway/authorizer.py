"""The HTTP API's JWT authorizer: signature, issuer, times and audience; no revocation, as in AWS."""

import json
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from local.json_types import Json

REMEMBERED_TOKENS = 1_024


class Unauthorized(Exception):
    """The token is missing or does not hold; `description` goes into www-authenticate."""

    def __init__(self, description: str | None = None) -> None:
        super().__init__(description or "no token")
        self.description = description

    @property
    def challenge(self) -> str:
        """The value of the www-authenticate header."""
        if self.description is None:
            return "Bearer"
        return f'Bearer scope="" error="invalid_token" error_description="{self.description}"'


class JwtAuthorizer:
    """Accepts RS256 access tokens of one issuer for the given audiences."""

    def __init__(
        self,
        keys: Mapping[str, RSAPublicKey],
        issuer: str,
        audiences: frozenset[str],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._keys = keys
        self._issuer = issuer
        self._audiences = audiences
        self._clock = clock
        self._verified: OrderedDict[str, tuple[float, dict[str, str]]] = OrderedDict()

    def authorize(self, authorization: str | None) -> dict[str, str]:
        """The claims of the Authorization header's token, every value a string. Raises `Unauthorized`."""
        token = _bearer(authorization)
        known = self._verified.get(token)
        if known is not None and self._clock() < known[0]:
            return known[1]
        claims = self._verify(token)
        rendered = {name: render_claim(value) for name, value in claims.items() if value is not None}
        self._remember(token, claims, rendered)
        return rendered

    def _verify(self, token: str) -> dict[str, Json]:
        try:
            key = self._keys.get(str(jwt.get_unverified_header(token).get("kid")))
            if key is None:
                raise Unauthorized("signing method or key is invalid")
            claims: dict[str, Json] = jwt.decode(
                token, key, algorithms=["RS256"], issuer=self._issuer,
                options={"require": ["exp", "iss"], "verify_aud": False,
                         "verify_exp": False, "verify_nbf": False, "verify_iat": False},
            )  # fmt: skip
        except jwt.InvalidIssuerError as error:
            raise Unauthorized("the token does not have a valid issuer") from error
        except jwt.PyJWTError as error:
            raise Unauthorized("the token is not valid") from error
        self._check_times(claims)
        self._check_audience(claims)
        return claims

    def _check_times(self, claims: dict[str, Json]) -> None:
        now = self._clock()
        if now >= _instant(claims, "exp"):
            raise Unauthorized("the token has expired")
        for name in ("nbf", "iat"):
            if name in claims and now < int(_instant(claims, name)):
                raise Unauthorized("the token is not valid yet")

    def _check_audience(self, claims: dict[str, Json]) -> None:
        audience = claims.get("aud", claims.get("client_id"))
        given = audience if isinstance(audience, list) else [audience]
        if not self._audiences.intersection(value for value in given if isinstance(value, str)):
            raise Unauthorized("the token does not have a valid audience")

    def _remember(self, token: str, claims: dict[str, Json], rendered: dict[str, str]) -> None:
        self._verified[token] = (_instant(claims, "exp"), rendered)
        while len(self._verified) > REMEMBERED_TOKENS:
            self._verified.popitem(last=False)


def render_claim(value: Json) -> str:
    """A claim as the Lambda sees it: always a string, a list as `[a b]`."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{' '.join(render_claim(item) for item in value)}]"
    return json.dumps(value, separators=(",", ":"))


def _bearer(authorization: str | None) -> str:
    if not authorization:
        raise Unauthorized
    scheme, _, token = authorization.partition(" ")
    if not token:  # API Gateway takes a bare token too
        return scheme
    if scheme.lower() != "bearer":
        raise Unauthorized("the token is not valid")
    return token.strip()


def _instant(claims: dict[str, Json], name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Unauthorized("the token is not valid")
    return float(value)
