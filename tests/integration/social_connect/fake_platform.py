"""A platform that rotates refresh tokens like X does, remembers all that it issued, and fails where it is told to."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any
from uuid import UUID, uuid4

import pytest

from common.adapters import vault
from common.adapters.social.choice import social_adapter
from common.adapters.social.port import Audience, LookUp, Post, Profile, TokenRefused, Tokens
from common.models.platform import Platform
from social_connect.accounts import service as disconnecting
from social_connect.refresh import ask as asking
from social_connect.refresh import states
from social_connect.sync import read as reading
from tests.conftest import Database
from tests.factories.people import make_user

HOUR = timedelta(hours=1)
Trouble = Callable[[], None]


@dataclass
class FakePlatform:
    """What `common.adapters.social.port.SocialAdapter` asks for; all tokens are of the person `platform_user_id`."""

    platform: Platform = Platform.TWITTER
    uses_pkce: bool = True
    rotates: bool = True
    lives: timedelta | None = 2 * HOUR
    platform_user_id: str = "42"
    follower_count: int | None = 1_000
    posts: list[Post] | None = field(default_factory=list)
    older: list[Post] = field(default_factory=list)
    """Public posts that are not recent."""
    scopes: tuple[str, ...] = ("read",)
    crowd: Audience | None = None
    refreshes: int = 0
    asked_with: Collection[str] | None = None
    """What the profile was asked for with, last."""
    looked_up: list[str] = field(default_factory=list)
    revoked: list[Tokens] = field(default_factory=list)
    newest: str = ""
    access: set[str] = field(default_factory=set)
    troubles: dict[str, list[tuple[str, Trouble]]] = field(default_factory=lambda: defaultdict(list))
    lock: Any = field(default_factory=Lock)

    def issue(self) -> Tokens:
        """A pair of tokens; the refresh token before it is dead where the platform rotates."""
        if self.rotates or not self.newest:
            self.newest = f"refresh-{uuid4().hex}"
        access = f"access-{uuid4().hex}"
        self.access.add(access)
        expires_at = None if self.lives is None else datetime.now(UTC) + self.lives
        return Tokens(access, self.newest, expires_at, ("read",))

    def trouble(self, method: str, error: BaseException | Trouble, *, when: str = "before") -> None:
        """The next call of `method` raises (or does) this, before or after it had its effect."""

        def play() -> None:
            if isinstance(error, BaseException):
                raise error
            error()

        self.troubles[method].append((when, play))

    def refresh(self, tokens: Tokens) -> Tokens:
        """The next tokens for the newest refresh token."""
        with self._played("refresh"), self.lock:
            self.refreshes += 1
            if tokens.refresh_token != self.newest:
                raise TokenRefused("invalid_grant")
            return self.issue()

    def profile(self, access_token: str, scopes: Collection[str] | None = None) -> Profile:
        """The person."""
        with self._played("profile"):
            self._check(access_token)
        self.asked_with = scopes
        return Profile(
            self.platform_user_id, "carla", "Carla", "https://x.com/carla", None, self.follower_count
        )

    def recent_posts(self, access_token: str, limit: int) -> list[Post] | None:
        """Their posts."""
        with self._played("recent_posts"):
            self._check(access_token)
        return None if self.posts is None else self.posts[:limit]

    def look_up(self, access_token: str, owner: str, ids: Sequence[str]) -> LookUp:
        """Those of their posts; what they do not have is gone."""
        with self._played("look_up"):
            self._check(access_token)
        self.looked_up += ids
        found = [post for post in [*(self.posts or []), *self.older] if post.platform_post_id in ids]
        return LookUp(found, frozenset(ids) - {post.platform_post_id for post in found})

    def find_posts(self, access_token: str, owner: str, codes: Sequence[str]) -> list[Post]:
        """Theirs, whose addresses hold ids."""
        with self._played("find_posts"):
            return self.look_up(access_token, owner, codes).posts

    def audience(self, access_token: str) -> Audience | None:
        """Their followers."""
        with self._played("audience"):
            self._check(access_token)
        return self.crowd

    def authorize_url(self, state: str, code_challenge: str | None) -> str:
        """Nobody connects in these tests."""
        raise NotImplementedError

    def exchange(self, code: str, code_verifier: str | None) -> Tokens:
        """Nobody connects in these tests."""
        raise NotImplementedError

    def revoke(self, tokens: Tokens) -> None:
        """Forget them, if they are the newest."""
        with self._played("revoke"):
            self.revoked.append(tokens)
        if tokens.refresh_token == self.newest:
            self.access.clear()
            self.newest = ""

    def _check(self, access_token: str) -> None:
        if access_token not in self.access:
            raise TokenRefused("access_token_invalid")

    @contextmanager
    def _played(self, method: str) -> Iterator[None]:
        when, play = self.troubles[method].pop(0) if self.troubles[method] else ("", lambda: None)
        if when == "before":
            play()
        yield
        if when == "after":
            play()


class Many(FakePlatform):
    """A platform with many accounts: no refresh token is refused."""

    def refresh(self, tokens: Tokens) -> Tokens:
        """The next tokens, whoever asks."""
        with self._played("refresh"):
            self.refreshes += 1
            return self.issue()


@contextmanager
def platforms(*fakes: FakePlatform) -> Iterator[None]:
    """These answer for their platforms; the stub answers for the others."""
    by_platform = {fake.platform: fake for fake in fakes}
    original = social_adapter
    with pytest.MonkeyPatch.context() as patch:
        for module in (asking, states, reading, disconnecting):
            patch.setattr(module, "social_adapter", lambda name: by_platform.get(name) or original(name))
        yield


def connect(database: Database, user: UUID, fake: FakePlatform, *, tokens: Tokens | None = None,
            expires_in: timedelta | None = HOUR) -> UUID:  # fmt: skip
    """An account of the fake's person, connected as OAuth would have done it; its id."""
    tokens, account = tokens or fake.issue(), uuid4()
    with database.connect() as db:
        db.execute(
            "insert into social_accounts (id, user_id, platform, platform_user_id, username, access_token,"
            " refresh_token, token_expires_at, scopes) values (%s, %s, %s, %s, 'carla', %s, %s,"
            " now() + %s, '{read}')",
            (account, user, fake.platform, fake.platform_user_id, vault.seal(account, tokens.access_token),
             vault.seal(account, tokens.refresh_token) if tokens.refresh_token else None, expires_in),
        )  # fmt: skip
    return account


def accounts(database: Database, *fakes: FakePlatform, expires_in: timedelta | None = HOUR) -> list[UUID]:
    """An account of a person of their own for each."""
    with database.connect() as db:
        people = [make_user(db) for _ in fakes]
    return [
        connect(database, user, fake, expires_in=expires_in) for user, fake in zip(people, fakes, strict=True)
    ]


def connect_again(database: Database, account: UUID, fake: FakePlatform) -> Tokens:
    """The person has said yes once more: the tokens that the account holds since."""
    tokens = fake.issue()
    assert tokens.refresh_token is not None
    with database.connect() as db:
        db.execute(
            "update social_accounts set access_token = %s, refresh_token = %s, token_expires_at = %s,"
            " status = 'connected' where id = %s",
            (vault.seal(account, tokens.access_token), vault.seal(account, tokens.refresh_token),
             tokens.expires_at, account),
        )  # fmt: skip
    return tokens


@dataclass(frozen=True)
class Stored:
    """An account as its row has it, tokens in the clear."""

    status: str
    access_token: str | None
    refresh_token: str | None
    in_doubt: bool


def stored(database: Database, account: UUID) -> Stored:
    """What the row of the account says, and whether an answer of the platform is missing."""
    with database.connect() as db:
        row = db.execute(
            "select a.status, a.access_token, a.refresh_token, r.asked_at is not null"
            " from social_accounts as a left join social_token_refreshes as r on r.social_account_id = a.id"
            " where a.id = %s", (account,)
        ).fetchone()  # fmt: skip
    assert row is not None
    opened = [None if sealed is None else vault.open(account, sealed) for sealed in row[1:3]]
    return Stored(row[0], opened[0], opened[1], row[3])


def time_passes(database: Database) -> None:
    """As if every lease and every rest so far had ended."""
    with database.connect() as db:
        db.execute("update social_token_refreshes set not_before = null,"
                   " leased_until = case when asked_at is not null then now() - interval '1 second' end")  # fmt: skip
        db.execute("update social_platforms set rate_limited_until = null, refresh_rests_until = null")
        db.execute("update platform_sync_jobs set not_before = null")
        db.execute("update platform_sync_jobs set started_at = now() - interval '1 hour'"
                   " where status = 'running'")  # fmt: skip


def post(number: int | str, **figures: Any) -> Post:
    """A post of X."""
    shown: dict[str, Any] = {"views": 100, "likes": 10, "comments": 5, "shares": 5, "caption": "Look!",
                             "posted_at": datetime.now(UTC),
                             "url": f"https://x.com/carla/status/{number}"} | figures  # fmt: skip
    return Post(platform_post_id=str(number), **shown)


class Killed(BaseException):
    """The worker is gone, in the middle of something."""
