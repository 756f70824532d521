"""Use cases of connected accounts."""

from dataclasses import replace
from datetime import date, datetime
from typing import cast
from uuid import UUID

from common.adapters.social.choice import social_adapter
from common.adapters.social.port import Profile, Tokens
from common.database import Transaction, transaction
from common.errors import Conflict, DomainError, NotFound
from common.identity import SERVICE, Actor
from common.models.base import Page
from common.models.campaigns import Platform
from common.models.social import (
    AudienceMetrics,
    ContentPost,
    CreatorAnalytics,
    SocialAccount,
    SocialAccountStatus,
)
from common.pagination import decode_cursor, decode_id_cursor, page
from common.telemetry import logger
from social_connect.accounts import repository
from social_connect.accounts.tokens import SealedTokens, open_tokens, seal_tokens
from social_connect.errors import OtherAccountConnected

ATTEMPTS = 3
"""Each other attempt means that the same person connected the same account at the same time."""
LONGEST_NAME = 200


def keep_account(user_id: UUID, platform: Platform, tokens: Tokens, profile: Profile) -> SocialAccount:
    """The account with its tokens, sealed for its row: connected anew, or again.

    Raises `OtherAccountConnected`, `SocialAccountTaken`, `VaultUnavailable`.
    """
    for _ in range(ATTEMPTS):
        with transaction(SERVICE) as tx:
            account_id = repository.choose_id(tx, user_id, platform, profile.platform_user_id)
        sealed = seal_tokens(account_id, tokens)
        with transaction(SERVICE) as tx:
            # In the transaction that saves: whatever refuses this account must bring back what made room for it.
            repository.make_room(tx, user_id, platform, profile.platform_user_id)
            saved = repository.save_account(tx, sealed, user_id, platform, _fitting(profile))
            if saved is not None:
                return saved
            present = repository.find_account(tx, user_id, platform)
            if present.platform_user_id != profile.platform_user_id:
                raise OtherAccountConnected(details=[{"username": present.username}])
    raise Conflict


def disconnect(actor: Actor, platform: Platform) -> SocialAccount:
    """Forget the tokens of the actor's account, then tell the platform, if it listens. Raises `NotFound`.

    In this order: whatever the platform does, we cannot read the account any more. Twice is as good as once.
    """
    user_id = _person(actor)
    with transaction(actor) as tx:
        repository.find_account(tx, user_id, platform)
    with transaction(SERVICE) as tx:
        taken = repository.revoke_account(tx, user_id, platform)
    if taken is not None and taken.access_token is not None:
        _tell(platform, taken)
    with transaction(actor) as tx:
        return repository.find_account(tx, user_id, platform)


def find_account(tx: Transaction, platform: Platform) -> SocialAccount:
    """The actor's account of a platform. Raises `NotFound`."""
    return repository.find_account(tx, _person(tx.actor), platform)


def list_accounts(
    tx: Transaction, *, platform: Platform | None, status: SocialAccountStatus | None, cursor: str | None,
    limit: int,
) -> Page[SocialAccount]:  # fmt: skip
    """The actor's accounts (an administrator's view: all), newest first. Raises `CursorInvalid`."""
    rows = repository.list_accounts(
        tx, platform=platform, status=status, before=decode_id_cursor(cursor), limit=limit + 1
    )
    return page(rows, limit, lambda account: account.id)


def list_posts(tx: Transaction, platform: Platform, *, cursor: str | None, limit: int) -> Page[ContentPost]:
    """Posts of the actor's account, newest first. Raises `NotFound`, `CursorInvalid`."""
    account = find_account(tx, platform)
    key = cast("tuple[datetime | None, UUID] | None", decode_cursor(cursor, _moment, UUID))
    rows = repository.list_posts(
        tx,
        account.id,
        account.user_id,
        before=key,
        limit=limit + 1,
    )
    return page(rows, limit, lambda post: (post.posted_at or "", post.id))


def list_audience(
    tx: Transaction, platform: Platform, *, cursor: str | None, limit: int
) -> Page[AudienceMetrics]:
    """The audience of the actor's account by day, newest first. Raises `NotFound`, `CursorInvalid`."""
    account = find_account(tx, platform)
    key = cast("tuple[date] | None", decode_cursor(cursor, date.fromisoformat))
    rows = repository.list_audience(
        tx,
        account.id,
        account.user_id,
        before=key[0] if key else None,
        limit=limit + 1,
    )
    return page(rows, limit, lambda day: (day.metric_date,))


def list_analytics(
    tx: Transaction, *, creator_id: UUID | None, platform: Platform | None, since: date | None,
    until: date | None, cursor: str | None, limit: int,
) -> Page[CreatorAnalytics]:  # fmt: skip
    """Figures of the actor, or of `creator_id` for those who may see them, newest first.

    Raises `NotFound`, `CursorInvalid`.
    """
    key = cast("tuple[date, UUID] | None", decode_cursor(cursor, date.fromisoformat, UUID))
    rows = repository.list_analytics(
        tx, creator_id or _person(tx.actor), platform=platform, since=since, until=until,
        before=key, limit=limit + 1,
    )  # fmt: skip
    return page(rows, limit, lambda day: (day.metric_date, day.id))


def _tell(platform: Platform, taken: SealedTokens) -> None:
    """Best effort: what fails is logged, and the platform's grant ends when its tokens do."""
    try:
        social_adapter(platform).revoke(open_tokens(taken))
    except DomainError as error:
        logger().warning("not revoked at the platform", extra={"platform": platform, "code": error.code})


def _person(actor: Actor) -> UUID:
    if actor.user_id is None:
        raise NotFound  # the machine client has no accounts
    return actor.user_id


def _fitting(profile: Profile) -> Profile:
    return replace(
        profile, username=profile.username[:LONGEST_NAME], display_name=profile.display_name[:LONGEST_NAME]
    )


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
