"""What is asked of a platform for one synchronisation. No transaction is open here."""

from common.adapters.social.choice import social_adapter
from common.adapters.social.port import PlatformUnavailable, SocialAdapter, TokenRefused
from common.telemetry import logger
from social_connect.figures.readings import Reading, clean_posts, cleaned
from social_connect.refresh.service import refresh_account, usable_token
from social_connect.refresh.states import give_up
from social_connect.sync.repository import ClaimedSync
from social_connect.tracked_posts.service import follow

RECENT_POSTS = 30
"""How many posts are recent: the engagement rate is the mean over them."""
AUDIENCE_NOT_READ = "AUDIENCE_NOT_READ"


def read(job: ClaimedSync) -> Reading:
    """Profile, recent posts, audience, as they may be stored.

    A token that is refused although it should work is renewed once; where the platform refuses the new one, too,
    the account is expired. Raises what the adapter and `refresh.service.access_token_for` raise.
    """
    adapter = social_adapter(job.platform)
    token, used = usable_token(job.account_id)
    try:
        return _ask(adapter, token, job, used.scopes)
    except TokenRefused:
        refresh_account(job.account_id, used)
    token, used = usable_token(job.account_id)
    try:
        return _ask(adapter, token, job, used.scopes)
    except TokenRefused:
        give_up(job.platform, used)
        raise


def _ask(adapter: SocialAdapter, token: str, job: ClaimedSync, scopes: list[str]) -> Reading:
    profile, posts = adapter.profile(token, scopes), adapter.recent_posts(token, RECENT_POSTS)
    followed = follow(adapter, token, job.user_id, profile.platform_user_id, clean_posts(posts or []))
    try:
        audience, unread = adapter.audience(token), None
    except PlatformUnavailable as error:
        # An extra: followers and posts are stored without it, and the next synchronisation asks again.
        logger().warning("audience not read", extra={"platform": adapter.platform, "why": error.reason})
        audience, unread = None, f"{AUDIENCE_NOT_READ}: {error.reason}"
    return cleaned(Reading(profile, posts, audience, followed, adapter.scopes, unread))
