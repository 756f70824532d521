"""What platforms answer: read by models, and refused by status where nothing finer is known of the platform."""

import codecs
import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Annotated, Any, TypeVar

import httpx
from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from common.adapters.social.port import PlatformUnavailable, RateLimited, TokenDoubted, Tokens

Model = TypeVar("Model", bound=BaseModel)

LONGEST_WAIT = timedelta(days=1)
LONGEST_LIFE_SECONDS = 10**9


class ReadNotAllowed(PlatformUnavailable):
    """The platform does not let us read this, though the token is good."""


def _clean(value: Any) -> Any:
    return value.replace("\x00", "") if isinstance(value, str) else value


def _https(value: Any) -> Any:
    return value if isinstance(value, str) and value.startswith("https://") and len(value) <= 2_000 else None


Text = Annotated[str, BeforeValidator(_clean)]
"""PostgreSQL keeps no NUL."""
Url = Annotated[str | None, BeforeValidator(_https)]
Secret = Annotated[str, Field(pattern=r"^[\x20-\x7e]{1,10000}$")]
"""A token, by the letters that RFC 6749 (appendix A) gives it."""


def _unless_empty(value: Any) -> Any:
    return None if value == "" else value


def _seconds(value: Any) -> int | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        seconds = float(value)
    except (ValueError, OverflowError):
        return None
    return int(seconds) if 1 <= seconds < LONGEST_LIFE_SECONDS else None


def _scopes(value: Any) -> tuple[str, ...]:
    given = value if isinstance(value, list | tuple) else [value]
    parts = (part for text in given if isinstance(text, str) for part in re.split(r"[,\s]+", text))
    return tuple(sorted({part for part in parts if part and "\x00" not in part}))


Scopes = Annotated[tuple[str, ...], BeforeValidator(_scopes)]
"""A list, or a text with commas or spaces: platforms do not keep to what they ask of us. None, where it is neither."""


class TokenAnswer(BaseModel):
    """RFC 6749, section 5.1. Tokens are read strictly, the rest leniently: a rotated refresh token comes once."""

    access_token: Secret
    refresh_token: Annotated[Secret | None, BeforeValidator(_unless_empty)] = None
    expires_in: Annotated[int | None, BeforeValidator(_seconds)] = None
    """Seconds; None where the platform does not say, or says what cannot be."""
    scope: Scopes = ()

    def tokens(self, before: Tokens | None = None) -> Tokens:
        """With what was held before where the answer is silent."""
        return Tokens(
            access_token=self.access_token,
            refresh_token=self.refresh_token or (before.refresh_token if before else None),
            expires_at=datetime.now(UTC) + timedelta(seconds=self.expires_in) if self.expires_in else None,
            scopes=self.scope or (before.scopes if before else ()),
        )


def read(model: type[Model], response: httpx.Response) -> Model:
    """The answer's body. Raises `PlatformUnavailable` with the names of what is missing or wrong."""
    try:
        return model.model_validate_json(text_of(response))
    except ValidationError as error:
        where = sorted({".".join(map(str, found["loc"])) or "body" for found in error.errors()})
    # Outside of the handler: the error's own text holds what the platform sent.
    raise PlatformUnavailable(f"unreadable: {', '.join(where[:5])}")


def read_if(model: type[Model], response: httpx.Response) -> Model | None:
    """The answer's body, or None where it has another shape: not every refusal is as documented."""
    try:
        return model.model_validate_json(text_of(response))
    except ValidationError:
        return None


def text_of(response: httpx.Response) -> str:
    """The body, without a byte order mark; what is no UTF-8 in it spoils nothing else."""
    return response.content.removeprefix(codecs.BOM_UTF8).decode(errors="replace")


def require_presence(response: httpx.Response) -> None:
    """Raises `RateLimited` and `PlatformUnavailable` for answers that say so by their status alone."""
    if response.status_code == httpx.codes.TOO_MANY_REQUESTS:
        raise RateLimited(retry_after(response))
    if response.is_server_error or response.is_redirect:
        raise PlatformUnavailable(f"status_{response.status_code}", retry_after(response))


def require_success(response: httpx.Response) -> None:
    """What an API's status says, where nothing finer is known of the platform."""
    require_presence(response)
    if response.status_code == httpx.codes.UNAUTHORIZED:
        raise TokenDoubted("status_401")
    if response.status_code in {httpx.codes.FORBIDDEN, httpx.codes.NOT_FOUND, httpx.codes.BAD_REQUEST}:
        raise ReadNotAllowed(f"status_{response.status_code}")
    if response.is_error:
        raise PlatformUnavailable(f"status_{response.status_code}")


def retry_after(response: httpx.Response) -> int | None:
    """Seconds, from `Retry-After` (a number or a date) or X's `x-rate-limit-reset`; at most a day."""
    given = response.headers.get("retry-after")
    if not given:
        return wait_until(response.headers.get("x-rate-limit-reset"))
    try:
        wait = int(given) if given.isdigit() else _seconds_until(parsedate_to_datetime(given).timestamp())
    except (ValueError, TypeError):
        return None
    return _believable(wait)


def wait_until(reset: str | None) -> int | None:
    """Seconds until a moment in seconds since 1970, as X's headers have it; at most a day."""
    return _believable(_seconds_until(int(reset))) if reset and reset.isascii() and reset.isdigit() else None


def _seconds_until(moment: float) -> int:
    return int(moment - datetime.now(UTC).timestamp())


def _believable(seconds: int) -> int:
    return max(1, min(seconds, int(LONGEST_WAIT.total_seconds())))


def shares(figures: dict[str, float]) -> dict[str, float]:
    """Figures as shares of their sum, rounded to four places."""
    total = sum(figures.values())
    return {name: round(value / total, 4) for name, value in figures.items()} if total > 0 else {}
