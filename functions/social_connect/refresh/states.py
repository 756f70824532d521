"""What is known before a platform is asked, and what its refusals and limits lead to."""

from datetime import timedelta
from uuid import UUID

from common.adapters.social.choice import social_adapter
from common.adapters.social.port import ClientRefused, PlatformUnavailable, RateLimited
from common.database import transaction
from common.errors import NotConfigured, NotFound
from common.identity import SERVICE
from common.models.platform import Platform
from common.telemetry import logger
from social_connect.accounts.tokens import SealedTokens
from social_connect.errors import AccountNotReadable
from social_connect.refresh import repository
from social_connect.refresh.repository import TokenState

UNSAID_REST = timedelta(minutes=15)
"""Where a platform wants fewer requests and does not say until when, for whom: the window of X's limits."""
LONGEST_PLATFORM_REST = timedelta(hours=24)
"""A platform that says more than this is not believed."""
LIMITED_IN_A_ROW = 3
"""So many accounts limited one after the other, and none answered in between: then it is the platform."""


def readable_state(account_id: UUID) -> TokenState:
    """The account with tokens that may be used. Raises `NotFound`, `AccountNotReadable`."""
    with transaction(SERVICE) as tx:
        state = repository.find_state(tx, account_id)
    if state is None:
        raise NotFound
    if not state.is_readable:
        raise AccountNotReadable
    return state


def note_refusal(seen: SealedTokens, reason: str) -> bool:
    """The platform refuses these tokens for good; whether the account expires of it, the run's end decides.

    False where the account holds other tokens meanwhile, or is expired already.
    """
    with transaction(SERVICE) as tx:
        return repository.note_refusal(tx, seen, reason)


def settle_refusals() -> int:
    """At the end of a run: expire the accounts whose tokens are refused, unless that is our fault; how many."""
    with transaction(SERVICE) as tx:
        return repository.settle_refusals(tx)


def report(platform: Platform, refusal: ClientRefused) -> None:
    """The platform refuses our application: the administrators are told, once."""
    logger().error("platform refuses us", extra={"platform": platform, "reason": refusal.reason})
    with transaction(SERVICE) as tx:
        repository.tell_of_platform_trouble(tx, platform, refusal.reason)


def limited_rest(limit: RateLimited) -> tuple[timedelta, int]:
    """How long a platform rests of this limit, and of how many accounts limited in a row it has to be.

    What one account has used up says nothing about when others may ask again.
    """
    if limit.is_app_wide:
        return stated_wait(limit) or UNSAID_REST, 0
    return min(stated_wait(limit) or UNSAID_REST, UNSAID_REST), LIMITED_IN_A_ROW


def stated_wait(error: Exception) -> timedelta | None:
    """How long the platform wants to be left alone, where it says so."""
    if not isinstance(error, PlatformUnavailable) or error.wait_seconds is None:
        return None
    return min(timedelta(seconds=max(error.wait_seconds, 0)), LONGEST_PLATFORM_REST)


def readable_platforms() -> list[Platform]:
    """The platforms that are not off in this stage."""
    return [platform for platform in Platform if _is_configured(platform)]


def _is_configured(platform: Platform) -> bool:
    try:
        social_adapter(platform)
    except NotConfigured:
        return False
    return True
