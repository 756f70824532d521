"""Use cases of the refresh. X and TikTok forget the old refresh token when they hand out the next, so one worker
asks for an account at a time, and the others use what it got.
"""

import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

from common.adapters.social.port import NotAsked, NotRenewable, TokenRefused
from common.database import transaction
from common.deadline import NEVER, Deadline
from common.errors import NotFound, Unavailable
from common.identity import SERVICE
from common.jobs import Counts
from common.models.platform import Platform
from common.queues import SOCIAL_REST, wake
from common.telemetry import logger
from social_connect.accounts.tokens import SealedTokens, open_access_token
from social_connect.errors import AccountNotReadable, RefreshUnderWay
from social_connect.refresh import repository
from social_connect.refresh.ask import ask, claim
from social_connect.refresh.repository import DueAccount, TokenState
from social_connect.refresh.states import readable_platforms, readable_state, settle_refusals

JOB = "social-token-refresh"
EXPIRES_SOON = timedelta(minutes=5)
"""A token that ends within this time is renewed before it is used: a synchronisation makes several requests."""
DUE_AT_ONCE = 100
REFRESHED, REFUSED, FAILED, GONE = "refreshed", "refused", "failed", "gone"
POLL_SECONDS = 0.2
WAIT_SECONDS = 20.0
"""How long a caller waits for another one's answer: longer than a platform's usual, shorter than a request may."""


def access_token_for(account_id: UUID) -> str:
    """A token for requests right now, renewed first where it ends soon.

    Raises `AccountNotReadable`, `TokenRefused` (which expires the account, unless it is our fault), `NotRenewable`
    and `PlatformUnavailable` where there is no token that still works, `RefreshUnderWay`, `NotConfigured`, `NotFound`.
    """
    return usable_token(account_id)[0]


def usable_token(account_id: UUID) -> tuple[str, SealedTokens]:
    """As `access_token_for`, and which tokens that were: who is refused says so about these. Raises as that does."""
    state = readable_state(account_id)
    if _lasts(state, datetime.now(UTC) + EXPIRES_SOON):
        return open_access_token(state.sealed), state.sealed
    try:
        refresh_account(account_id, state.sealed)
    except (Unavailable, NotRenewable):
        if not _lasts(state, datetime.now(UTC)):
            raise
    state = readable_state(account_id)
    return open_access_token(state.sealed), state.sealed


def refresh_account(account_id: UUID, seen: SealedTokens | None = None) -> str:
    """Tokens newer than those that the caller has `seen` (None: than those there are now); the new access token.

    Of several callers at once, one asks the platform and the others use its answer. Raises as `access_token_for`.
    """
    patience = time.monotonic() + WAIT_SECONDS
    while True:
        state = readable_state(account_id)
        seen = seen or state.sealed
        if state.sealed != seen:
            return open_access_token(state.sealed)
        if not state.is_renewable:
            raise NotRenewable
        if not state.is_leased:
            _refuse_while_resting(state)
            if (claimed := claim(state)) is not None:
                return ask(claimed)
        if time.monotonic() >= patience:
            raise RefreshUnderWay
        pause()


def refresh_due(as_of: datetime, deadline: Deadline = NEVER) -> Counts:
    """Renew what ends before it is its platform's turn again, the most urgent first, and tend what cannot be renewed.

    One account's failure stops no other; a platform that wants fewer requests is left alone. Who is refused expires in
    the end, unless so many are that it is our fault. Counts: refreshed, expired, failed (those in doubt among them),
    and more_due (1 where the time did not suffice: a worker is woken for the rest).
    """
    outcomes, resting, more_due = Counter[str](), set[Platform](), 0
    for account in _due(as_of):
        if account.platform in resting:
            continue
        if deadline.is_over:
            more_due = 1
            wake(SOCIAL_REST)
            break
        outcome = _refresh_one(account)
        outcomes[outcome] += 1
        if outcome in {FAILED, REFUSED} and _renewals_rest(account.platform):
            resting.add(account.platform)
    expired = settle_refusals()
    return {
        "refreshed": outcomes[REFRESHED],
        "expired": expired + _tend_what_ends(as_of),
        "failed": outcomes[FAILED] + max(outcomes[REFUSED] - expired, 0),
        "more_due": more_due,
    }


def resume_refresh(deadline: Deadline) -> Counts:
    """Renew what the timer's last run had no time for."""
    with transaction(SERVICE) as tx:
        as_of = repository.last_run_at(tx, JOB)
    return refresh_due(as_of, deadline) if as_of else {}


def pause() -> None:
    """Until it is worth looking again whether another caller has its answer."""
    time.sleep(POLL_SECONDS)


def _due(as_of: datetime) -> Iterator[DueAccount]:
    platforms, not_since, after = readable_platforms(), min(as_of, datetime.now(UTC)), None
    while True:
        with transaction(SERVICE) as tx:
            accounts = repository.list_due(
                tx, as_of, platforms, not_since=not_since, after=after, limit=DUE_AT_ONCE
            )
        if not accounts:
            return
        yield from accounts
        after = accounts[-1]


def _refresh_one(account: DueAccount) -> str:
    """How it ended; `GONE` where there is no such account any more."""
    try:
        refresh_account(account.id)
    except TokenRefused:
        return REFUSED
    except (AccountNotReadable, NotFound):
        return GONE
    except Exception as error:  # noqa: BLE001 - whatever it was is noted; the others must go on
        logger().warning("refresh failed", extra={"social_account_id": str(account.id)}, exc_info=error)
        return FAILED
    return REFRESHED


def _renewals_rest(platform: Platform) -> bool:
    with transaction(SERVICE) as tx:
        return repository.renewals_rest(tx, platform)


def _tend_what_ends(as_of: datetime) -> int:
    """Tokens that cannot be renewed are used until they end, and their creators reminded before; how many ended."""
    with transaction(SERVICE) as tx:
        reminded = repository.remind_of_ending_accounts(tx, as_of)
        ended = repository.expire_ended_accounts(tx, as_of)
    if reminded or ended:
        logger().info("tokens end", extra={"reminded": reminded, "ended": ended})
    return ended


def _lasts(state: TokenState, until: datetime) -> bool:
    """A token whose platform does not say how long it lives is used until it is refused."""
    return state.token_expires_at is None or state.token_expires_at > until


def _refuse_while_resting(state: TokenState) -> None:
    if state.not_before is not None:
        seconds = (state.not_before - datetime.now(UTC)).total_seconds()
        if seconds > 0:
            raise NotAsked("resting", int(seconds) + 1)
