"""One question to a platform, and what becomes of its answer: intent row, commit, ask, commit (decision 27)."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from common.adapters.social.choice import social_adapter
from common.adapters.social.port import ClientRefused, RateLimited, SocialAdapter, TokenRefused, Tokens
from common.database import transaction
from common.errors import DomainError, Unavailable
from common.identity import SERVICE
from common.telemetry import logger
from social_connect.accounts.service import tell_platform
from social_connect.accounts.tokens import open_access_token, open_tokens, seal_tokens
from social_connect.refresh import repository
from social_connect.refresh.repository import TokenState
from social_connect.refresh.states import (
    UNSAID_REST,
    limited_rest,
    note_refusal,
    readable_state,
    report,
    stated_wait,
)

LEASE = timedelta(minutes=2)
"""Longer than any answer of a platform may take: an expired lease belongs to a worker that is dead."""
FIRST_REST = timedelta(minutes=1)
LONGEST_REST = timedelta(minutes=30)
"""How long a platform that does not answer for an account is left alone for it: doubling. Shorter than the job's
rhythm, so that each of its runs tries again."""
STORE_ATTEMPTS = 5
FIRST_PAUSE_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to ask with these tokens, until the lease ends."""

    state: TokenState
    leased_until: datetime


def claim(state: TokenState) -> Claim | None:
    """Write down that we ask; None where somebody else does, or the account has changed."""
    with transaction(SERVICE) as tx:
        leased_until = repository.claim(tx, state.sealed, LEASE)
    return None if leased_until is None else Claim(state, leased_until)


def ask(claimed: Claim) -> str:
    """Ask for new tokens and store them; the new access token. Raises `TokenRefused`, `PlatformUnavailable`.

    What goes wrong is noted on the intent row, which stays: whether the platform has handed out the next refresh
    token is not known then. A worker that dies leaves it as well.
    """
    state = claimed.state
    try:
        adapter, tokens = _prepare(state)
        new = adapter.refresh(tokens)
        stored = _store(state, new)
    except TokenRefused as refusal:
        return _refused(state, refusal)
    except Exception as error:
        _postpone(claimed, error)
        raise
    if stored:
        return new.access_token
    _give_back(state, new)
    return open_access_token(readable_state(state.id).sealed)


def _prepare(state: TokenState) -> tuple[SocialAdapter, Tokens]:
    """What may fail without the platform is tried before it is asked: the adapter, the vault in both directions."""
    adapter = social_adapter(state.platform)
    tokens = open_tokens(state.sealed)
    seal_tokens(state.id, tokens)  # from now on this process holds the key to seal with
    return adapter, tokens


def _store(state: TokenState, new: Tokens) -> bool:
    """Into the row, at almost any price: nobody gets this answer a second time."""
    sealed = seal_tokens(state.id, new)
    for attempt in range(1, STORE_ATTEMPTS + 1):
        try:
            with transaction(SERVICE) as tx:
                return repository.store_tokens(tx, state.sealed, sealed)
        except Unavailable:
            if attempt == STORE_ATTEMPTS:
                raise
            time.sleep(FIRST_PAUSE_SECONDS * (1 << attempt))
    raise AssertionError("the last attempt returns or raises")


def _give_back(state: TokenState, late: Tokens) -> None:
    """The person disconnected while we asked, and what was revoked then is not what we hold now.

    Who has the account connected again keeps the grant: for some platforms, one token stands for all of them.
    """
    with transaction(SERVICE) as tx:
        is_nobodys = repository.is_nobodys(tx, state.platform, state.platform_user_id)
    if is_nobodys:
        tell_platform(state.platform, late)


def _refused(state: TokenState, refusal: TokenRefused) -> str:
    """Noted, unless newer tokens are there: then the refusal was about tokens that nobody needs any more."""
    if note_refusal(state.sealed, refusal.reason):
        logger().info("token refused", extra={"social_account_id": str(state.id), "why": refusal.reason})
        raise refusal
    return open_access_token(readable_state(state.id).sealed)


def _postpone(claimed: Claim, error: Exception) -> None:
    limit = error if isinstance(error, RateLimited) else None
    rest = stated_wait(error) or (UNSAID_REST if limit else timedelta())
    with transaction(SERVICE) as tx:
        repository.postpone(
            tx, claimed.state.id, claimed.leased_until,
            error.code if isinstance(error, DomainError) else type(error).__name__,
            first=FIRST_REST, longest=LONGEST_REST, at_least=rest, is_limit=limit is not None,
        )  # fmt: skip
        if limit:
            platforms, at_least = limited_rest(limit)
            repository.rest_renewals(tx, claimed.state.platform, platforms, limited_at_least=at_least)
    if isinstance(error, ClientRefused):
        report(claimed.state.platform, error)
