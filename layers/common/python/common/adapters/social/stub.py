"""Platforms that pretend, on a laptop: the same person for the same code, and trouble where a code asks for it.

A code is `<name>` or `<name>~<anything>`: the name decides whose account it is, and a name that contains a word of
`Trouble` meets that trouble. Codes and rotated refresh tokens work once; only this process remembers which did.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from urllib.parse import urlencode

from common.adapters.social.port import (
    Audience,
    LookUp,
    PlatformUnavailable,
    Post,
    Profile,
    RateLimited,
    TokenRefused,
    Tokens,
)
from common.models.platform import Platform
from common.settings import required

CONSENT_PATH = "/_local/oauth/consent"
"""A page of the laptop's gateway (local/consent.py) that plays the platform's question."""
ACCESS_LIVES = {
    Platform.INSTAGRAM: timedelta(days=60),
    Platform.TIKTOK: timedelta(hours=2),
    Platform.TWITTER: timedelta(hours=2),
    Platform.LINKEDIN: timedelta(days=60),
    Platform.YOUTUBE: timedelta(hours=1),
}
ROTATES = frozenset({Platform.TIKTOK, Platform.TWITTER})
HAS_REFRESH_TOKENS = ROTATES | {Platform.YOUTUBE, Platform.LINKEDIN}
TELLS_AUDIENCE = frozenset({Platform.INSTAGRAM, Platform.YOUTUBE})
TELLS_REACH = frozenset({Platform.INSTAGRAM})
TELLS_SAVES = frozenset({Platform.INSTAGRAM, Platform.TWITTER})
POST_ADDRESSES = {
    Platform.INSTAGRAM: "https://www.instagram.com/p/{id}/",
    Platform.TIKTOK: "https://www.tiktok.com/@{name}/video/{id}",
    Platform.TWITTER: "https://x.com/{name}/status/{id}",
    Platform.LINKEDIN: "https://linkedin.example/{name}/posts/{id}",
    Platform.YOUTUBE: "https://www.youtube.com/watch?v={id}",
}
"""As people paste them, so that work that is handed in as such an address is followed; LinkedIn's never is."""
TAKES_PKCE = frozenset({Platform.TWITTER, Platform.YOUTUBE})
POSTS = 12
RETRY_AFTER_SECONDS = 60


class Trouble(StrEnum):
    """Names that do not simply work."""

    CODE_REFUSED = "code-refused"
    EXCHANGE_UNAVAILABLE = "exchange-unavailable"
    REFRESH_REFUSED = "refresh-refused"
    REFRESH_UNAVAILABLE = "refresh-unavailable"
    REVOKE_UNAVAILABLE = "revoke-unavailable"
    PROFILE_REFUSED = "profile-refused"
    PROFILE_UNAVAILABLE = "profile-unavailable"
    FOLLOWERS_HIDDEN = "followers-hidden"
    POSTS_RATE_LIMITED = "posts-rate-limited"
    POSTS_UNAVAILABLE = "posts-unavailable"


_used: set[str] = set()


def forget() -> None:
    """Every code and every refresh token is new again."""
    _used.clear()


class StubSocialAdapter:
    """See `common.adapters.social.port.SocialAdapter`."""

    scopes = ("stub",)

    def __init__(self, platform: Platform) -> None:
        self.platform = platform
        self.uses_pkce = platform in TAKES_PKCE

    def authorize_url(self, state: str, code_challenge: str | None) -> str:
        """The consent page of this machine."""
        query = {"platform": str(self.platform), "state": state}
        if code_challenge is not None:
            query |= {"code_challenge": code_challenge, "code_challenge_method": "S256"}
        return f"{required('API_BASE_URL')}{CONSENT_PATH}?{urlencode(query)}"

    def exchange(self, code: str, code_verifier: str | None) -> Tokens:
        """Tokens for the person that the code names."""
        name = code.partition("~")[0]
        _trouble(name, Trouble.CODE_REFUSED, lambda: TokenRefused("invalid_grant"))
        _trouble(name, Trouble.EXCHANGE_UNAVAILABLE, lambda: PlatformUnavailable("no_answer"))
        if self.uses_pkce and not code_verifier:
            raise TokenRefused("invalid_request")
        self._use_once(f"code.{self.platform}.{code}")
        return self._tokens(name, 0)

    def refresh(self, tokens: Tokens) -> Tokens:
        """The next generation of tokens; the old refresh token is dead where the platform rotates."""
        held = tokens.refresh_token if self.platform in HAS_REFRESH_TOKENS else tokens.access_token
        name, generation = self._read(held or "")
        _trouble(name, Trouble.REFRESH_REFUSED, lambda: TokenRefused("invalid_grant"))
        _trouble(name, Trouble.REFRESH_UNAVAILABLE, lambda: PlatformUnavailable("no_answer"))
        if self.platform in ROTATES:
            self._use_once(held or "")
        return self._tokens(name, generation + 1)

    def revoke(self, tokens: Tokens) -> None:
        """Forget the person."""
        name, _ = self._read(tokens.access_token)
        _trouble(name, Trouble.REVOKE_UNAVAILABLE, lambda: PlatformUnavailable("no_answer"))

    def profile(self, access_token: str, scopes: Collection[str] | None = None) -> Profile:  # noqa: ARG002 - shows all
        """The person of the token."""
        name, _ = self._read(access_token)
        _trouble(name, Trouble.PROFILE_REFUSED, lambda: TokenRefused("access_token_invalid"))
        _trouble(name, Trouble.PROFILE_UNAVAILABLE, lambda: PlatformUnavailable("no_answer"))
        number = self._number(name)
        return Profile(
            platform_user_id=f"{self.platform}-{number}",
            username=name,
            display_name=name.replace("-", " ").title(),
            profile_url=f"https://{self.platform}.example/{number}",
            avatar_url=f"https://{self.platform}.example/{number}.jpg",
            follower_count=None if Trouble.FOLLOWERS_HIDDEN in name else 1_000 + number % 100_000,
            handle=None if self.platform is Platform.LINKEDIN else name,
        )

    def recent_posts(self, access_token: str, limit: int) -> list[Post] | None:
        """A dozen posts, one a day."""
        name, _ = self._read(access_token)
        _trouble(name, Trouble.POSTS_RATE_LIMITED, lambda: RateLimited(RETRY_AFTER_SECONDS))
        _trouble(name, Trouble.POSTS_UNAVAILABLE, lambda: PlatformUnavailable("no_answer"))
        number = self._number(name)
        today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        return [self._post(name, number, back, today) for back in range(1, min(limit, POSTS) + 1)]

    def look_up(self, access_token: str, owner: str, ids: Sequence[str]) -> LookUp:  # noqa: ARG002 - of the token's
        """Those of the dozen; all others are gone."""
        found = [
            post for post in self.recent_posts(access_token, POSTS) or [] if post.platform_post_id in ids
        ]
        return LookUp(found, frozenset(ids) - {post.platform_post_id for post in found})

    def find_posts(self, access_token: str, owner: str, codes: Sequence[str]) -> list[Post]:
        """Those of the dozen: their addresses hold ids."""
        return self.look_up(access_token, owner, codes).posts

    def audience(self, access_token: str) -> Audience | None:
        """The same crowd for everyone, where the platform tells."""
        self._read(access_token)
        if self.platform not in TELLS_AUDIENCE:
            return None
        return Audience(
            countries={"US": 0.6, "DE": 0.4},
            ages={"18-24": 0.5, "25-34": 0.5},
            genders={"female": 0.5, "male": 0.5},
        )

    def _post(self, name: str, number: int, back: int, today: datetime) -> Post:
        """The post of so many days ago, with the figures that the platform itself tells."""
        views, post_id = 500 + number % 97 * back, f"{number}{back:02}"
        return Post(
            platform_post_id=post_id,
            url=POST_ADDRESSES[self.platform].format(name=name, id=post_id),
            caption=f"Post {back} of {name}",
            posted_at=today - timedelta(days=back),
            views=views,
            likes=40 + number % 13 * back,
            comments=4 + back,
            shares=None if self.platform == Platform.YOUTUBE else back,
            reach=views * 7 // 10 if self.platform in TELLS_REACH else None,
            saves=3 * back if self.platform in TELLS_SAVES else None,
        )

    def _tokens(self, name: str, generation: int) -> Tokens:
        kept = f"{name}.{generation if self.platform in ROTATES else 0}"
        return Tokens(
            access_token=f"{self.platform}.{name}.{generation}",
            refresh_token=f"{self.platform}.{kept}" if self.platform in HAS_REFRESH_TOKENS else None,
            expires_at=datetime.now(UTC) + ACCESS_LIVES[self.platform],
            scopes=self.scopes,
        )

    def _read(self, token: str) -> tuple[str, int]:
        platform, _, rest = token.partition(".")
        name, _, generation = rest.rpartition(".")
        if platform != self.platform or not generation.isdigit():
            raise TokenRefused("access_token_invalid")
        return name, int(generation)

    def _use_once(self, held: str) -> None:
        if held in _used:
            raise TokenRefused("invalid_grant")
        _used.add(held)

    def _number(self, name: str) -> int:
        return int.from_bytes(sha256(f"{self.platform}/{name}".encode()).digest()[:5], "big")


def _trouble(name: str, trouble: Trouble, error: Callable[[], Exception]) -> None:
    if trouble in name:
        raise error()
