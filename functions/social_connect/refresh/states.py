"""What is known before a platform is asked, and what its refusals and limits lead to."""

from datetime import timedelta
from uuid import UUID

from common.adapters.social.choice import social_adapter
from common.adapters.social.port import PlatformUnavailable, RateLimited
from common.database import transaction
from common.errors import NotConfigured, NotFound
from common.identity import SERVICE
from common.models.platform import Platform
from social_connect.accounts.tokens import SealedTokens
from social_connect.errors import AccountNotReadable
from social_connect.refresh import repository
from social_connect.refresh.repository import TokenState

UNSAID_REST = timedelta(minutes=15)
"""Where a platform wants fewer requests and does not say until when: the window of X's limits."""
LONGEST_PLATFORM_REST = timedelta(hours=24)
"""A platform that says more than this is not believed."""
NAMES = {
    Platform.INSTAGRAM: "Instagram",
    Platform.TIKTOK: "TikTok",
    Platform.TWITTER: "X",
    Platform.LINKEDIN: "LinkedIn",
    Platform.YOUTUBE: "YouTube",
}


def readable_state(account_id: UUID) -> TokenState:
    """The account with tokens that may be used. Raises `NotFound`, `AccountNotReadable`."""
    with transaction(SERVICE) as tx:
        state = repository.find_state(tx, account_id)
    if state is None:
        raise NotFound
    if not state.is_readable:
        raise AccountNotReadable
    return state


def give_up(platform: Platform, seen: SealedTokens) -> bool:
    """The platform refuses these tokens for good: the account is expired, its creator told.

    False where the account holds other tokens meanwhile, or is expired already.
    """
    name = NAMES[platform]
    with transaction(SERVICE) as tx:
        return repository.expire(
            tx, seen, f"Connect your {name} account again",
            f"{name} no longer lets us read your account, so its figures stand still."
            " Connect it again to go on.",
        )  # fmt: skip


def rest_platform(platform: Platform, limit: RateLimited) -> timedelta:
    """Nobody asks this platform for anything until it wants to be asked again; how long that is."""
    rest = stated_wait(limit) or UNSAID_REST
    with transaction(SERVICE) as tx:
        repository.rest_platform(tx, platform, rest)
    return rest


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
