"""What is asked of a platform for one synchronisation. No transaction is open here."""

from uuid import UUID

from common.adapters.social.choice import social_adapter
from common.adapters.social.port import NotRenewable, SocialAdapter, TokenDoubted, TokenRefused
from social_connect.accounts.tokens import SealedTokens
from social_connect.figures.readings import Reading, clean_posts, cleaned
from social_connect.refresh.service import refresh_account, usable_token
from social_connect.refresh.states import note_refusal
from social_connect.sync.extras import Extras
from social_connect.sync.repository import ClaimedSync
from social_connect.tracked_posts.service import follow

RECENT_POSTS = 30
"""How many posts are recent: the engagement rate is the mean over them."""
AUDIENCE_NOT_READ = "AUDIENCE_NOT_READ"


def read(job: ClaimedSync) -> Reading:
    """Profile, recent posts, audience, as they may be stored; followers and posts alone, where no more is told.

    A token that is refused although it should work is renewed once. Where the platform refuses the new one, too, and
    says that the consent is gone, that is noted. Raises what the adapter and `refresh.service.access_token_for` raise.
    """
    adapter = social_adapter(job.platform)
    token, used = usable_token(job.account_id)
    try:
        return _ask(adapter, token, job, used.scopes, Extras(job.platform, was_doubted=False))
    except (TokenRefused, TokenDoubted) as refusal:
        _renew(job.account_id, used, refusal)
    token, used = usable_token(job.account_id)
    try:
        return _ask(adapter, token, job, used.scopes, Extras(job.platform, was_doubted=True))
    except TokenRefused as refusal:
        note_refusal(used, refusal.reason)
        raise


def _renew(account_id: UUID, used: SealedTokens, refusal: TokenRefused | TokenDoubted) -> None:
    """Where there is nothing to renew with, a refusal is the last word; a doubt may be about an extra alone."""
    try:
        refresh_account(account_id, used)
    except NotRenewable:
        if isinstance(refusal, TokenRefused):
            note_refusal(used, refusal.reason)
            raise refusal from None


def _ask(adapter: SocialAdapter, token: str, job: ClaimedSync, scopes: list[str], extras: Extras) -> Reading:
    profile = extras.part("followers", lambda: adapter.profile(token, scopes))
    posts = extras.part("figures of posts", lambda: adapter.recent_posts(token, RECENT_POSTS))
    owner, listed = profile.platform_user_id, clean_posts(posts or [])
    followed = follow(adapter, token, job.user_id, owner, listed=listed, extras=extras)
    audience = extras.told("audience", lambda: adapter.audience(token), None)
    failure = extras.failures.get("audience")
    unread = None if failure is None else f"{AUDIENCE_NOT_READ}: {failure.reason}"
    return cleaned(Reading(profile, posts, audience, followed, adapter.scopes, unread, extras.limit))
