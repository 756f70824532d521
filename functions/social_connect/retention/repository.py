"""Statements that clear away what may not, or need not, be kept."""

from datetime import datetime, timedelta

from common.database import Transaction


def purge_posts(tx: Transaction, as_of: datetime, at_most: int) -> int:
    """Posts that their platform's terms let us keep only while they are renewed; how many went."""
    return tx.execute(
        "delete from content_posts where id in (select c.id from content_posts as c"
        " join social_accounts as a on a.id = c.social_account_id"
        " join social_platforms as p on p.platform = a.platform"
        " where coalesce(c.last_synced_at, c.created_at) <= %(as_of)s - make_interval(days => p.raw_data_days)"
        " limit %(limit)s)",
        {"as_of": as_of, "limit": at_most},
    )


def purge_audiences(tx: Transaction, as_of: datetime, at_most: int) -> int:
    """Audiences of those platforms, likewise."""
    return tx.execute(
        "delete from audience_metrics where id in (select m.id from audience_metrics as m"
        " join social_accounts as a on a.id = m.social_account_id"
        " join social_platforms as p on p.platform = a.platform"
        " where m.metric_date <= ((%(as_of)s - make_interval(days => p.raw_data_days)) at time zone 'UTC')::date"
        " limit %(limit)s)",
        {"as_of": as_of, "limit": at_most},
    )


def purge_jobs(tx: Transaction, as_of: datetime, kept: timedelta, at_most: int) -> int:
    """Jobs that ended long ago."""
    return tx.execute(
        "delete from platform_sync_jobs where id in (select id from platform_sync_jobs"
        " where finished_at <= %(as_of)s - %(kept)s limit %(limit)s)",
        {"as_of": as_of, "kept": kept, "limit": at_most},
    )


def recount_creators(tx: Transaction, as_of: datetime, at_most: int) -> int:
    """Creators of whom figures have ceased to count, counted anew; how many, 0 when nobody is left."""
    recounted: int = tx.fetch_value(
        "select app.recount_creators(%(as_of)s, %(limit)s)", {"as_of": as_of, "limit": at_most}
    )
    return recounted


def purge_sign_ins(tx: Transaction, as_of: datetime, at_most: int) -> int:
    """Round trips of sign-ins that ended, whose tickets did too."""
    return tx.execute(
        "delete from oauth_sign_ins where state_hash in (select state_hash from oauth_sign_ins"
        " where greatest(expires_at, ticket_expires_at) <= %(as_of)s limit %(limit)s)",
        {"as_of": as_of, "limit": at_most},
    )


def purge_states(tx: Transaction, as_of: datetime, at_most: int) -> int:
    """OAuth states that ended, whose tickets did too: nobody comes back for the code and the verifier in them."""
    return tx.execute(
        "delete from oauth_states where state_hash in (select state_hash from oauth_states"
        " where greatest(expires_at, ticket_expires_at) <= %(as_of)s limit %(limit)s)",
        {"as_of": as_of, "limit": at_most},
    )
