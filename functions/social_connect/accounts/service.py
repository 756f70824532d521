"""Use cases of connected accounts."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from common.adapters.social.choice import social_adapter
from common.adapters.social.port import Profile, Tokens
from common.database import Transaction, transaction
from common.errors import Conflict, DomainError, NotFound
from common.identity import SERVICE, Actor
from common.models.base import Page
from common.models.platform import Platform
from common.models.social import SocialAccount, SocialAccountStatus, SyncJob
from common.pagination import decode_id_cursor, page
from common.queues import SOCIAL_REST, wake
from common.telemetry import logger
from social_connect.accounts import repository
from social_connect.accounts.tokens import SealedTokens, open_tokens, seal_tokens
from social_connect.errors import AccountNotReadable, OtherAccountConnected

ATTEMPTS = 3
"""Each other attempt means that the same person connected the same account at the same time."""
LONGEST_NAME = 200


def keep_account(
    user_id: UUID, platform: Platform, tokens: Tokens, profile: Profile, asked_scopes: Sequence[str]
) -> SocialAccount:
    """The account with its tokens, sealed for its row: connected anew, or again, and read as soon as a worker can.

    Raises `OtherAccountConnected`, `SocialAccountTaken`, `VaultUnavailable`.
    """
    for _ in range(ATTEMPTS):
        with transaction(SERVICE) as tx:
            account_id = repository.choose_id(tx, user_id, platform, profile.platform_user_id)
        sealed = seal_tokens(account_id, tokens)
        with transaction(SERVICE) as tx:
            # In the transaction that saves: whatever refuses this account must bring back what made room for it.
            repository.delete_conflicting_accounts(tx, user_id, platform, profile.platform_user_id)
            saved = repository.save_account(
                tx, sealed, user_id, platform, _fitting(profile), asked_scopes=asked_scopes
            )
            if saved is None:
                present = repository.find_account(tx, user_id, platform)
                if present.platform_user_id != profile.platform_user_id:
                    raise OtherAccountConnected(present.username)
            else:
                repository.enqueue_sync(tx, saved.id)
        if saved is not None:
            wake(SOCIAL_REST)
            return saved
    raise Conflict


def disconnect(actor: Actor, platform: Platform) -> SocialAccount:
    """Forget the tokens of the actor's account, then tell the platform, if it listens. Raises `NotFound`.

    In this order: whatever the platform does, we cannot read the account any more. Twice is as good as once.
    """
    user_id = require_person(actor)
    with transaction(actor) as tx:
        repository.find_account(tx, user_id, platform)
    with transaction(SERVICE) as tx:
        taken = repository.revoke_account(tx, user_id, platform)
    if taken is not None and taken.access_token is not None:
        tell_platform(platform, taken)
    with transaction(actor) as tx:
        return repository.find_account(tx, user_id, platform)


def request_sync(tx: Transaction, platform: Platform) -> SyncJob:
    """Have the actor's account read soon, at most once an hour; the job that waits or runs, if there is one.

    Raises `NotFound`, `AccountNotReadable`, `SyncTooSoon`.
    """
    repository.find_account(tx, require_person(tx.actor), platform)
    job_id = repository.request_sync(tx, platform)
    if job_id is None:
        raise AccountNotReadable
    return repository.find_sync(tx, job_id)


def require_person(actor: Actor) -> UUID:
    """The actor's id. Raises `NotFound` for the machine client, which has no accounts."""
    if actor.user_id is None:
        raise NotFound
    return actor.user_id


def find_account(tx: Transaction, platform: Platform) -> SocialAccount:
    """The actor's account of a platform. Raises `NotFound`."""
    return repository.find_account(tx, require_person(tx.actor), platform)


def list_accounts(
    tx: Transaction, *, platform: Platform | None, status: SocialAccountStatus | None, cursor: str | None,
    limit: int,
) -> Page[SocialAccount]:  # fmt: skip
    """The actor's accounts (an administrator's view: all), newest first. Raises `CursorInvalid`."""
    rows = repository.list_accounts(
        tx, platform=platform, status=status, before=decode_id_cursor(cursor), limit=limit + 1
    )
    return page(rows, limit, lambda account: account.id)


def tell_platform(platform: Platform, taken: SealedTokens | Tokens) -> None:
    """The platform shall forget us. Best effort: what fails is logged, and its grant ends when the tokens do."""
    try:
        tokens = open_tokens(taken) if isinstance(taken, SealedTokens) else taken
        social_adapter(platform).revoke(tokens)
    except DomainError as error:
        logger().warning("not revoked at the platform", extra={"platform": platform, "code": error.code})


def _fitting(profile: Profile) -> Profile:
    return replace(
        profile, username=profile.username[:LONGEST_NAME], display_name=profile.display_name[:LONGEST_NAME],
        handle=profile.handle if len(profile.handle or "") <= LONGEST_NAME else None,  # cut, it is another's
    )  # fmt: skip
