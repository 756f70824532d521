"""Statements of connected accounts: one function, one statement, typed rows."""

from collections.abc import Sequence
from typing import LiteralString
from uuid import UUID

from common.adapters.social.port import Profile
from common.database import Transaction
from common.models.platform import Platform
from common.models.social import SocialAccount, SocialAccountStatus, SyncJob
from social_connect.accounts.tokens import SealedTokens

COLUMNS: LiteralString = (
    "id, user_id, platform, platform_user_id, username, display_name, profile_url, avatar_url, follower_count,"
    " engagement_rate, token_expires_at, scopes, asked_scopes, status, last_synced_at, created_at, updated_at"
)
ACCOUNT: LiteralString = f"select {COLUMNS} from social_accounts"


def choose_id(tx: Transaction, user_id: UUID, platform: Platform, platform_user_id: str) -> UUID:
    """The id of the row of this account, or the one that a new row will have."""
    chosen: UUID = tx.fetch_value(
        "select coalesce((select id from social_accounts where user_id = %(user)s and platform = %(platform)s"
        " and platform_user_id = %(account)s), uuidv7())",
        {"user": user_id, "platform": platform, "account": platform_user_id},
    )
    return chosen


def delete_conflicting_accounts(
    tx: Transaction, user_id: UUID, platform: Platform, platform_user_id: str
) -> int:
    """Delete disconnected accounts that stand in the way: this one at somebody else's, another one at this user's.

    What was read of them goes with them. How many that were.
    """
    return tx.execute(
        "delete from social_accounts where platform = %(platform)s and status = 'revoked'"
        " and (user_id = %(user)s) <> (platform_user_id = %(account)s)"
        " and (user_id = %(user)s or platform_user_id = %(account)s)",
        {"user": user_id, "platform": platform, "account": platform_user_id},
    )


def save_account(
    tx: Transaction, sealed: SealedTokens, user_id: UUID, platform: Platform, profile: Profile, *,
    asked_scopes: Sequence[str],
) -> SocialAccount | None:  # fmt: skip
    """The account, connected; None where the user's row for this platform is of another account, or another id.

    A hidden number of followers and a missing refresh token leave what is there. Raises `SocialAccountTaken`.
    """
    return tx.fetch_optional(
        SocialAccount,
        "insert into social_accounts as a (id, user_id, platform, platform_user_id, username, display_name,"
        " profile_url, avatar_url, follower_count, access_token, refresh_token, token_expires_at, scopes,"
        " asked_scopes, handle)"
        " values (%(id)s, %(user)s, %(platform)s, %(account)s, %(username)s, %(name)s, %(url)s, %(avatar)s,"
        " coalesce(%(followers)s::bigint, 0), %(access)s, %(refresh)s, %(expires)s, %(scopes)s,"
        " %(asked)s, %(handle)s)"
        " on conflict (user_id, platform) do update set username = excluded.username,"
        " display_name = excluded.display_name, profile_url = excluded.profile_url,"
        " avatar_url = excluded.avatar_url, follower_count = coalesce(%(followers)s::bigint, a.follower_count),"
        " access_token = excluded.access_token,"
        " refresh_token = coalesce(excluded.refresh_token, a.refresh_token),"
        " token_expires_at = excluded.token_expires_at, scopes = excluded.scopes,"
        " asked_scopes = excluded.asked_scopes, handle = excluded.handle, status = 'connected'"
        " where a.id = excluded.id and a.platform_user_id = excluded.platform_user_id"
        f" returning {COLUMNS}",
        {"id": sealed.id, "user": user_id, "platform": platform, "account": profile.platform_user_id,
         "username": profile.username, "name": profile.display_name, "url": profile.profile_url,
         "avatar": profile.avatar_url, "followers": profile.follower_count, "access": sealed.access_token,
         "refresh": sealed.refresh_token, "expires": sealed.token_expires_at, "scopes": sealed.scopes,
         "asked": list(asked_scopes), "handle": profile.handle},
    )  # fmt: skip


def revoke_account(tx: Transaction, user_id: UUID, platform: Platform) -> SealedTokens | None:
    """Take the tokens off an account; they, or None where there is nothing to take."""
    return tx.fetch_optional(
        SealedTokens,
        "update social_accounts set status = 'revoked', access_token = null, refresh_token = null,"
        " token_expires_at = null, scopes = '{}'"
        " where user_id = %(user)s and platform = %(platform)s and status <> 'revoked'"
        " returning old.id, old.access_token, old.refresh_token, old.token_expires_at, old.scopes",
        {"user": user_id, "platform": platform},
    )


def find_account(tx: Transaction, user_id: UUID, platform: Platform) -> SocialAccount:
    """A user's account of a platform. Raises `NotFound`."""
    return tx.fetch_one(
        SocialAccount,
        f"{ACCOUNT} where user_id = %(user)s and platform = %(platform)s",
        {"user": user_id, "platform": platform},
    )


def list_accounts(
    tx: Transaction, *, platform: Platform | None, status: SocialAccountStatus | None, before: UUID | None,
    limit: int,
) -> list[SocialAccount]:  # fmt: skip
    """Accounts that the actor may see, newest first."""
    return tx.fetch_all(
        SocialAccount,
        f"{ACCOUNT} where (%(platform)s::text is null or platform = %(platform)s)"
        " and (%(status)s::text is null or status = %(status)s)"
        " and (%(before)s::uuid is null or id < %(before)s) order by id desc limit %(limit)s",
        {"platform": platform, "status": status, "before": before, "limit": limit},
    )


def enqueue_sync(tx: Transaction, account_id: UUID) -> bool:
    """A job that reads this account; False where one waits or runs."""
    return (
        tx.execute(
            "insert into platform_sync_jobs (social_account_id, user_id)"
            " select id, user_id from social_accounts where id = %(account)s"
            " on conflict (social_account_id) where status in ('pending', 'running') do nothing",
            {"account": account_id},
        )
        == 1
    )


def request_sync(tx: Transaction, platform: Platform) -> UUID | None:
    """The job that reads the actor's account, a new one where none is open; None where it is not connected.

    Raises `SyncTooSoon`.
    """
    job_id: UUID | None = tx.fetch_value("select app.request_sync(%(platform)s)", {"platform": platform})
    return job_id


def find_sync(tx: Transaction, job_id: UUID) -> SyncJob:
    """A job that the actor may see. Raises `NotFound`."""
    return tx.fetch_one(
        SyncJob,
        "select id, social_account_id, user_id, status, error, started_at, finished_at, created_at"
        " from platform_sync_jobs where id = %(id)s",
        {"id": job_id},
    )
