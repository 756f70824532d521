"""Statements of the refresh: one function, one statement, typed rows. Tokens are sealed here, always."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from common.database import Transaction
from common.models.platform import Platform
from common.models.social import SocialAccountStatus
from social_connect.accounts.tokens import SealedTokens


@dataclass(frozen=True, slots=True)
class TokenState:
    """An account with its tokens, and who is asking for newer ones.

    `is_leased`: somebody is asking now. `not_before`: the platform is left alone until then. `is_renewable`: there is
    something to renew the tokens with.
    """

    id: UUID
    platform: Platform
    platform_user_id: str
    status: SocialAccountStatus
    owner_is_active: bool
    access_token: bytes | None
    refresh_token: bytes | None
    token_expires_at: datetime | None
    scopes: list[str]
    is_leased: bool
    not_before: datetime | None
    is_renewable: bool

    @property
    def sealed(self) -> SealedTokens:
        """The tokens, to be opened or compared."""
        return SealedTokens(
            self.id, self.access_token, self.refresh_token, self.token_expires_at, self.scopes
        )

    @property
    def is_readable(self) -> bool:
        """Whether there is a token that may be used."""
        return self.status == "connected" and self.owner_is_active and self.access_token is not None


@dataclass(frozen=True, slots=True)
class DueAccount:
    """An account whose token ends soon. `is_refused`: that the platform refuses it is known, and not settled."""

    id: UUID
    platform: Platform
    token_expires_at: datetime
    is_refused: bool


def find_state(tx: Transaction, account_id: UUID) -> TokenState | None:
    """The account as it is now; None where it is gone."""
    return tx.fetch_optional(
        TokenState,
        "select a.id, a.platform, a.platform_user_id, a.status, u.status = 'active' as owner_is_active, a.access_token,"
        " a.refresh_token, a.token_expires_at, a.scopes,"
        " coalesce(r.leased_until > clock_timestamp(), false) as is_leased,"
        " greatest(r.not_before, p.refresh_rests_until) as not_before,"
        " app.is_renewable(a.platform, a.refresh_token) as is_renewable"
        " from social_accounts as a join auth.users as u on u.id = a.user_id"
        " join social_platforms as p on p.platform = a.platform"
        " left join social_token_refreshes as r on r.social_account_id = a.id where a.id = %(id)s",
        {"id": account_id},
    )


def claim(tx: Transaction, seen: SealedTokens, lease: timedelta) -> datetime | None:
    """The right to ask for tokens newer than `seen`, until the time returned; None where somebody else has it,
    where the platform is left alone, or where the account has changed.

    The row of the account is locked first: of two who come at once, the second sees what the first wrote.
    """
    leased_until: datetime | None = tx.fetch_value(
        "with account as ("
        " select a.id from social_accounts as a where a.id = %(id)s and a.status = 'connected'"
        " and a.access_token = %(access)s and a.refresh_token is not distinct from %(refresh)s"
        " and not exists (select from social_platforms as p where p.platform = a.platform"
        " and p.refresh_rests_until > clock_timestamp()) for no key update"
        "), claimed as ("
        " insert into social_token_refreshes as r (social_account_id, asked_at, leased_until)"
        " select id, clock_timestamp(), clock_timestamp() + %(lease)s from account"
        " on conflict on constraint social_token_refreshes_pkey do update"
        " set asked_at = coalesce(r.asked_at, excluded.asked_at), leased_until = excluded.leased_until"
        " where (r.leased_until is null or r.leased_until <= clock_timestamp())"
        " and (r.not_before is null or r.not_before <= clock_timestamp())"
        " returning leased_until"
        ") select leased_until from claimed",
        {"lease": lease, **_seen(seen)},
    )
    return leased_until


def store_tokens(tx: Transaction, seen: SealedTokens, new: SealedTokens) -> bool:
    """Put `new` where `seen` was, both tokens at once; False where others are there meanwhile.

    A late answer is believed over an earlier refusal of the same tokens. Nothing is never stored over something.
    """
    return (
        tx.execute(
            "update social_accounts set access_token = %(new_access)s,"
            " refresh_token = coalesce(%(new_refresh)s, refresh_token), token_expires_at = %(expires_at)s,"
            " scopes = %(scopes)s, status = 'connected'"
            " where id = %(id)s and status in ('connected', 'expired') and access_token = %(access)s"
            " and refresh_token is not distinct from %(refresh)s",
            {"new_access": new.access_token, "new_refresh": new.refresh_token,
             "expires_at": new.token_expires_at, "scopes": new.scopes, **_seen(seen)},
        )
        == 1
    )  # fmt: skip


def note_refusal(tx: Transaction, seen: SealedTokens, reason: str) -> bool:
    """The platform refuses these tokens for good; False where the account holds others meanwhile, or is expired."""
    noted: bool = tx.fetch_value(
        "select app.note_refusal(%(id)s, %(access)s, %(refresh)s, %(reason)s)",
        {"reason": reason, **_seen(seen)},
    )
    return noted


def settle_refusals(tx: Transaction) -> int:
    """Expire the accounts whose tokens are refused, unless their platform is in doubt; how many."""
    expired: int = tx.fetch_value("select app.settle_refusals()")
    return expired


def expire_ended_accounts(tx: Transaction, as_of: datetime) -> int:
    """Expire the accounts whose tokens have ended and cannot be renewed; how many."""
    expired: int = tx.fetch_value("select app.expire_ended_accounts(%(as_of)s)", {"as_of": as_of})
    return expired


def remind_of_ending_accounts(tx: Transaction, as_of: datetime) -> int:
    """Tell the creators whose tokens end soon and cannot be renewed; how many were told."""
    told: int = tx.fetch_value("select app.remind_of_ending_accounts(%(as_of)s)", {"as_of": as_of})
    return told


def tell_of_platform_trouble(tx: Transaction, platform: Platform, reason: str) -> bool:
    """Tell the administrators that a platform refuses us; False where they know."""
    told: bool = tx.fetch_value(
        "select app.tell_of_platform_trouble(%(platform)s, %(reason)s)",
        {"platform": platform, "reason": reason},
    )
    return told


def postpone(
    tx: Transaction, account_id: UUID, leased_until: datetime, error: str, *, first: timedelta,
    longest: timedelta, at_least: timedelta, is_limit: bool,
) -> bool:  # fmt: skip
    """No answer: give the lease back and rest, twice as long each time. The tokens stay in doubt."""
    return (
        tx.execute(
            "update social_token_refreshes set leased_until = null, failures = failures + 1,"
            " last_error = left(%(error)s, 200), not_before = clock_timestamp()"
            " + greatest(least(%(first)s * power(2, least(failures, 20)), %(longest)s), %(at_least)s),"
            " limited_at = case when %(is_limit)s then clock_timestamp() end"
            " where social_account_id = %(id)s and leased_until = %(leased_until)s",
            {"id": account_id, "leased_until": leased_until, "error": error, "first": first,
             "longest": longest, "at_least": at_least, "is_limit": is_limit},
        )
        == 1
    )  # fmt: skip


def rest_renewals(tx: Transaction, platform: Platform, rest: timedelta, *, limited_at_least: int) -> bool:
    """Renew nobody's tokens for a while, if that many accounts were limited since one was renewed.

    A longer rest that was agreed before stays.
    """
    return (
        tx.execute(
            "update social_platforms as p set refresh_rests_until = clock_timestamp() + %(rest)s"
            " where p.platform = %(platform)s and (p.refresh_rests_until is null"
            " or p.refresh_rests_until < clock_timestamp() + %(rest)s) and %(limited_at_least)s <= ("
            " select count(*) filter (where last.limited_at > coalesce(last.renewed_at, '-infinity')) from ("
            " select r.limited_at, max(r.renewed_at) over () as renewed_at"
            " from social_token_refreshes as r join social_accounts as a on a.id = r.social_account_id"
            " where a.platform = p.platform) as last)",
            {"platform": platform, "rest": rest, "limited_at_least": limited_at_least},
        )
        == 1
    )


def renewals_rest(tx: Transaction, platform: Platform) -> bool:
    """Whether nobody's tokens are renewed at this platform now."""
    rests: bool = tx.fetch_value(
        "select coalesce(max(refresh_rests_until) > clock_timestamp(), false) from social_platforms"
        " where platform = %(platform)s",
        {"platform": platform},
    )
    return rests


def is_nobodys(tx: Transaction, platform: Platform, platform_user_id: str) -> bool:
    """Whether no one has this account of the platform connected any more."""
    is_free: bool = tx.fetch_value(
        "select not exists (select from social_accounts where platform = %(platform)s"
        " and platform_user_id = %(account)s and status <> 'revoked')",
        {"platform": platform, "account": platform_user_id},
    )
    return is_free


def list_due(
    tx: Transaction,
    as_of: datetime,
    platforms: list[Platform],
    *,
    not_since: datetime,
    after: DueAccount | None,
    limit: int,
) -> list[DueAccount]:
    """Accounts whose tokens end before it is their platform's turn again, the most urgent first, and those last that
    were refused before: after a trouble of ours, others tell sooner that it is over.

    Those that were renewed since `not_since` are left out: tokens of hours are always due.
    """
    return tx.fetch_all(
        DueAccount,
        "select a.id, a.platform, a.token_expires_at, r.refused_at is not null as is_refused from social_accounts as a"
        " join social_platforms as p on p.platform = a.platform"
        " join auth.users as u on u.id = a.user_id and u.status = 'active'"
        " left join social_token_refreshes as r on r.social_account_id = a.id"
        " where a.status = 'connected' and a.access_token is not null and a.platform = any(%(platforms)s)"
        " and a.token_expires_at <= %(as_of)s + make_interval(mins => p.refresh_ahead_minutes)"
        " and (p.refresh_rests_until is null or p.refresh_rests_until <= clock_timestamp())"
        " and app.is_renewable(a.platform, a.refresh_token)"
        " and (r.leased_until is null or r.leased_until <= clock_timestamp())"
        " and (r.not_before is null or r.not_before <= clock_timestamp())"
        " and (r.renewed_at is null or r.renewed_at < %(not_since)s)"
        " and (%(after_time)s::timestamptz is null or"
        " (r.refused_at is not null, a.token_expires_at, a.id)"
        " > (%(after_refused)s, %(after_time)s, %(after_id)s::uuid))"
        " order by r.refused_at is not null, a.token_expires_at, a.id limit %(limit)s",
        {"as_of": as_of, "platforms": [str(platform) for platform in platforms], "limit": limit,
         "not_since": not_since, "after_refused": after.is_refused if after else None,
         "after_time": after.token_expires_at if after else None, "after_id": after.id if after else None},
    )  # fmt: skip


def last_run_at(tx: Transaction, job: str) -> datetime | None:
    """When the timer last ran this job; None where it never did."""
    at: datetime | None = tx.fetch_value(
        "select max(scheduled_at) from job_runs where job = %(job)s", {"job": job}
    )
    return at


def _seen(tokens: SealedTokens) -> dict[str, UUID | bytes | None]:
    return {"id": tokens.id, "access": tokens.access_token, "refresh": tokens.refresh_token}
