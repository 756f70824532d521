"""What platforms answer: read by models, and refusals sorted into ours to repeat and the person's to mend."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Annotated, Any, TypeVar

import httpx
from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from common.adapters.social.port import PlatformUnavailable, RateLimited, TokenRefused, Tokens

Model = TypeVar("Model", bound=BaseModel)

LONGEST_WAIT = timedelta(days=1)
MACHINE_CODE = re.compile(r"[A-Za-z0-9_.-]{1,60}")
OUR_FAULT = frozenset(
    {
        "invalid_client",
        "invalid_redirect_uri",
        "invalid_scope",
        "redirect_uri_mismatch",
        "server_error",
        "temporarily_unavailable",
        "unauthorized_client",
        "unsupported_grant_type",
    }
)
"""OAuth errors that say nothing about the person: a wrong client secret must not expire all accounts."""


class ReadNotAllowed(PlatformUnavailable):
    """The platform does not let us read this, though the token is good."""


def _clean(value: Any) -> Any:
    return value.replace("\x00", "") if isinstance(value, str) else value


def _https(value: Any) -> Any:
    return value if isinstance(value, str) and value.startswith("https://") and len(value) <= 2_000 else None


Text = Annotated[str, BeforeValidator(_clean)]
"""PostgreSQL keeps no NUL."""
Url = Annotated[str | None, BeforeValidator(_https)]
Count = Annotated[int, Field(ge=0, lt=2**63)]
Secret = Annotated[str, Field(min_length=1, max_length=10_000)]


class TokenAnswer(BaseModel):
    """RFC 6749, section 5.1, as far as all platforms keep to it."""

    access_token: Secret
    refresh_token: Secret | None = None
    expires_in: Annotated[int, Field(gt=0, lt=10**9)] | None = None
    scope: str | list[str] | None = None

    def tokens(self, before: Tokens | None = None) -> Tokens:
        """With what was held before where the answer is silent."""
        scopes = scopes_of(self.scope)
        return Tokens(
            access_token=self.access_token,
            refresh_token=self.refresh_token or (before.refresh_token if before else None),
            expires_at=datetime.now(UTC) + timedelta(seconds=self.expires_in) if self.expires_in else None,
            scopes=scopes or (before.scopes if before else ()),
        )


def scopes_of(given: str | list[str] | None) -> tuple[str, ...]:
    """Scopes as a list, or as a text with commas or spaces: platforms do not keep to what they ask of us."""
    parts = re.split(r"[,\s]+", given) if isinstance(given, str) else given or []
    return tuple(sorted({part for part in parts if part}))


def read(model: type[Model], response: httpx.Response) -> Model:
    """The answer's body. Raises `PlatformUnavailable` with the names of what is missing or wrong."""
    try:
        return model.model_validate_json(response.content)
    except ValidationError as error:
        where = sorted({".".join(map(str, found["loc"])) or "body" for found in error.errors()})
    # Outside of the handler: the error's own text holds what the platform sent.
    raise PlatformUnavailable(f"unreadable: {', '.join(where[:5])}")


def require_presence(response: httpx.Response) -> None:
    """Raises `RateLimited` and `PlatformUnavailable` for answers that say so by their status alone."""
    if response.status_code == httpx.codes.TOO_MANY_REQUESTS:
        raise RateLimited(retry_after(response))
    if response.is_server_error or response.is_redirect:
        raise PlatformUnavailable(f"status_{response.status_code}", retry_after(response))


class _OAuthError(BaseModel):
    error: str | None = None


def require_tokens(response: httpx.Response) -> httpx.Response:
    """The answer of a token endpoint, unless it is a refusal; some platforms refuse with status 200."""
    require_presence(response)
    try:
        refusal = _OAuthError.model_validate_json(response.content).error
    except ValidationError:
        refusal = None
    if refusal:
        raise refusal_of(refusal)
    if response.is_error:
        raise PlatformUnavailable(f"status_{response.status_code}")
    return response


def refusal_of(error: str) -> PlatformUnavailable | TokenRefused:
    """What an OAuth error means: `PlatformUnavailable` where it is our fault, `TokenRefused` for every other."""
    return PlatformUnavailable(error) if error in OUR_FAULT else TokenRefused(machine_code(error))


def require_success(response: httpx.Response) -> None:
    """What an API's status says, where nothing finer is known of the platform."""
    require_presence(response)
    if response.status_code == httpx.codes.UNAUTHORIZED:
        raise TokenRefused("access_token_invalid")
    if response.status_code in {httpx.codes.FORBIDDEN, httpx.codes.NOT_FOUND, httpx.codes.BAD_REQUEST}:
        raise ReadNotAllowed(f"status_{response.status_code}")
    if response.is_error:
        raise PlatformUnavailable(f"status_{response.status_code}")


def retry_after(response: httpx.Response) -> int | None:
    """Seconds, from `Retry-After` (a number or a date) or X's `x-rate-limit-reset`; at most a day."""
    given, reset = response.headers.get("retry-after"), response.headers.get("x-rate-limit-reset")
    now = datetime.now(UTC)
    try:
        if given:
            wait = (
                int(given) if given.isdigit() else int((parsedate_to_datetime(given) - now).total_seconds())
            )
        elif reset:
            wait = int(reset) - int(now.timestamp())
        else:
            return None
    except (ValueError, TypeError):
        return None
    return max(1, min(wait, int(LONGEST_WAIT.total_seconds())))


def machine_code(text: str) -> str:
    """`text` where it is a code, so that no platform writes sentences into our answers and logs."""
    return text if MACHINE_CODE.fullmatch(text) else "refused"


def shares(figures: dict[str, float]) -> dict[str, float]:
    """Figures as shares of their sum, rounded to four places."""
    total = sum(figures.values())
    return {name: round(value / total, 4) for name, value in figures.items()} if total > 0 else {}
