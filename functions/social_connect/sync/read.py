"""What is asked of a platform for one synchronisation. No transaction is open here."""

from uuid import UUID

from common.adapters.social.choice import social_adapter
from common.adapters.social.port import NotRenewable, SocialAdapter, TokenDoubted, TokenRefused
from social_connect.accounts.tokens import SealedTokens
from social_connect.figures.readings import Reading, cleaned
from social_connect.refresh.service import refresh_account, usable_token
from social_connect.refresh.states import note_refusal
from social_connect.sync.repository import ClaimedSync

RECENT_POSTS = 30
"""How many posts are recent: the engagement rate is the mean over them."""


def read(job: ClaimedSync) -> Reading:
    """Profile, recent posts, audience, as they may be stored.

    A token that is refused although it should work is renewed once. Where the platform refuses the new one, too, and
    says that the consent is gone, that is noted. Raises what the adapter and `refresh.service.access_token_for` raise.
    """
    adapter = social_adapter(job.platform)
    token, used = usable_token(job.account_id)
    try:
        return _ask(adapter, token)
    except (TokenRefused, TokenDoubted) as refusal:
        _renew(job.account_id, used, refusal)
    token, used = usable_token(job.account_id)
    try:
        return _ask(adapter, token)
    except TokenRefused as refusal:
        note_refusal(used, refusal.reason)
        raise


def _renew(account_id: UUID, used: SealedTokens, refusal: TokenRefused | TokenDoubted) -> None:
    """Where there is nothing to renew with, the platform's first word is its last."""
    try:
        refresh_account(account_id, used)
    except NotRenewable:
        if isinstance(refusal, TokenRefused):
            note_refusal(used, refusal.reason)
        raise refusal from None


def _ask(adapter: SocialAdapter, token: str) -> Reading:
    return cleaned(
        Reading(adapter.profile(token), adapter.recent_posts(token, RECENT_POSTS), adapter.audience(token))
    )
