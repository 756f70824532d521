"""The door to the social platforms: what we ask of each of them.

Nothing here may be called inside a transaction. Tokens are in no representation, so that no log can hold them.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, TypeVar

from common import metrics
from common.errors import Conflict, Unavailable
from common.models.platform import Platform

Told = TypeVar("Told")


class TokenRefused(Conflict):
    """The platform says in so many words that this code or consent is no more: only the person can help, by
    connecting again. What it says in other words is no such refusal.
    """

    code = "PLATFORM_REFUSED"
    sentence = "The platform refused this. Connect the account again."

    def __init__(self, reason: str) -> None:
        self.reason = reason
        """The platform's machine code (or ours), never its free text."""
        super().__init__(details=[{"reason": reason}])


class NotRenewable(TokenRefused):
    """There is nothing to renew the token with: it is good until it ends, and then only the person can help."""

    def __init__(self) -> None:
        super().__init__("no_refresh_token")


class PlatformUnavailable(Unavailable):
    """No answer, or nonsense; the same call may succeed later, in `retry_after` seconds where that is known."""

    code = "PLATFORM_UNAVAILABLE"
    sentence = "The platform does not answer as it should. Try again."

    def __init__(self, reason: str, retry_after: int | None = None) -> None:
        self.reason = reason
        """What was wrong, for the log: never what the platform sent."""
        self.wait_seconds = retry_after
        if retry_after is not None:
            self.retry_after_seconds = max(retry_after, 1)
        if type(self) is PlatformUnavailable:
            # What is more than this is a clear answer, none that was asked for, or counted in what it wraps.
            metrics.count("platforms_unclear")
        super().__init__(details=[{"reason": reason}])


class NotAsked(PlatformUnavailable):
    """Nobody asked the platform just now: it rests, or a browser says so."""


class ClientRefused(PlatformUnavailable):
    """The platform refuses our application, whoever's account it is about: ours to mend, and nobody else's."""

    code = "PLATFORM_REFUSES_US"
    sentence = "The platform does not accept our application. That is ours to mend; try again later."


class TokenDoubted(PlatformUnavailable):
    """A reading was refused for its token, not for the person's consent: a newer token may help."""


class RateLimited(PlatformUnavailable):
    """We asked too often; ask again in `retry_after` seconds (None: the platform does not say).

    `is_app_wide`: for whomever we ask. Else the limit is the account's own.
    """

    code = "PLATFORM_RATE_LIMITED"
    sentence = "The platform wants fewer requests. Try again later."

    def __init__(self, retry_after: int | None = None, *, is_app_wide: bool = False) -> None:
        self.is_app_wide = is_app_wide
        super().__init__("rate_limited", retry_after)


FAR_REACHING = (RateLimited, ClientRefused, TokenDoubted)
"""What is more than a part that is not told now: it is about the account, or about us, and stops the asking."""


class HalfTold(PlatformUnavailable):
    """`told` is what there is; `why` is what stopped the asking for the rest, and decides what becomes of it."""

    def __init__(self, told: Any, why: PlatformUnavailable) -> None:
        self.told = told
        self.why = why
        super().__init__(why.reason, why.wait_seconds)


def complete(told: Told, why: PlatformUnavailable | None) -> Told:
    """What was told. Raises `HalfTold` with it where something stopped the asking for the rest."""
    if why is not None:
        raise HalfTold(told, why)
    return told


@dataclass(frozen=True, slots=True)
class Tokens:
    """What lets us read an account, as the platform's own answer says it (scopes, expiry)."""

    access_token: str = field(repr=False)
    refresh_token: str | None = field(repr=False)
    expires_at: datetime | None
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """Whose account it is. `follower_count` is None where the platform hides it: then it is unknown, not 0.

    `username` is what the account is shown by, and may be a name that anybody can choose; `handle` is the unique name
    that the platform gives out once, None where it tells none.
    """

    platform_user_id: str
    username: str
    display_name: str
    profile_url: str | None
    avatar_url: str | None
    follower_count: int | None
    handle: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A public post with its figures now.

    A figure is None where it was not told this time, or is never told (YouTube: shares; only Instagram: reach, and with
    X saves), `likes` where the person hides them; `caption` where the platform tells no texts; `is_labelled` (its own
    label of paid partnerships) where it does not say.
    """

    platform_post_id: str
    url: str | None
    caption: str | None
    posted_at: datetime | None
    views: int | None
    likes: int | None
    comments: int | None
    shares: int | None
    reach: int | None = None
    saves: int | None = None
    is_labelled: bool | None = None


@dataclass(frozen=True, slots=True)
class LookUp:
    """Posts of an account that were asked for: those that the public sees, and the ids of those it certainly does not.

    What is in neither is not known: the platform told a part only, or the post is somebody else's.
    """

    posts: list[Post]
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Audience:
    """Shares (0 to 1) of the followers: ISO country codes, age ranges (`18-24`), genders (female, male, other)."""

    countries: dict[str, float]
    ages: dict[str, float]
    genders: dict[str, float]


class SocialAdapter(Protocol):
    """What we ask of a platform. Every method but `authorize_url` raises `TokenRefused`, `PlatformUnavailable`
    or `RateLimited` (which is a `PlatformUnavailable`); those that answer in parts `HalfTold`, with the parts.
    """

    @property
    def platform(self) -> Platform:
        """Which platform this is."""
        ...

    @property
    def uses_pkce(self) -> bool:
        """Whether the platform takes PKCE from a web application."""
        ...

    def authorize_url(self, state: str, code_challenge: str | None) -> str:
        """Where the person says yes. `code_challenge` (S256) where `uses_pkce`, else None."""
        ...

    def exchange(self, code: str, code_verifier: str | None) -> Tokens:
        """Tokens for the code of a callback; a code works once."""
        ...

    def refresh(self, tokens: Tokens) -> Tokens:
        """Newer tokens, complete: what the answer does not name (refresh token, scopes) is what it was.

        Instagram extends the access token itself and has no refresh token. Where there is nothing to refresh
        with (LinkedIn without partnership), `NotRenewable`. X and TikTok: the old refresh token is dead now.
        """
        ...

    def revoke(self, tokens: Tokens) -> None:
        """Tell the platform to forget us; nothing where it has no such call."""
        ...

    @property
    def scopes(self) -> tuple[str, ...]:
        """What we ask the person for; who says yes may leave some of it out."""
        ...

    def profile(self, access_token: str, scopes: Collection[str] | None = None) -> Profile:
        """Whose token it is, and how many follow them; asked for with what the person granted (None: not known)."""
        ...

    def recent_posts(self, access_token: str, limit: int) -> list[Post] | None:
        """The newest public posts, at most `limit`; None where the platform does not tell them."""
        ...

    def look_up(self, access_token: str, owner: str, ids: Sequence[str]) -> LookUp:
        """Posts of the account `owner` (its id at the platform) by their ids, those first that stand first."""
        ...

    def find_posts(self, access_token: str, owner: str, codes: Sequence[str]) -> list[Post]:
        """Posts of the account by what stands in their addresses (`common.post_addresses`); others are left out."""
        ...

    def audience(self, access_token: str) -> Audience | None:
        """Who follows the account; None where the platform does not tell."""
        ...
