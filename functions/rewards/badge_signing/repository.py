"""Statements of signing: one function, one statement, typed rows."""

from datetime import datetime, timedelta
from uuid import UUID

from psycopg.types.json import Jsonb

from common import work
from common.adapters.signer.port import PublicKey
from common.backoff import Setback
from common.database import Transaction
from common.work import RetriedWorkTable
from rewards.badge_signing.models import ChangedList, ClaimedCredential, SignableBadge

CREDENTIALS = RetriedWorkTable(
    name="badge_credentials",
    columns="w.id, w.attempts",
    is_open="w.jwt is null and w.revoked_at is null",
    again="last_error = %(error)s, available_at = now() + %(delay)s",
    never="last_error = %(error)s, available_at = now() + %(delay)s",
)
"""None is given up: somebody has earned it, and what fails is our key."""


def know_key(tx: Transaction, kid: str, key: PublicKey) -> int:
    """Publish a key before anything is signed with it; 0 where it is known."""
    return tx.execute(
        "insert into badge_keys (kid, jwk) values (%(kid)s, %(jwk)s) on conflict do nothing",
        {"kid": kid, "jwk": Jsonb(dict(key))},
    )


def open_list(tx: Transaction) -> UUID:
    """Count the places of lists, and open one where none has room."""
    found: UUID = tx.fetch_value("select app.open_badge_list()")
    return found


def claim(tx: Transaction, at_most: int) -> list[ClaimedCredential]:
    """Credentials that wait for a signature."""
    return work.claim(tx, ClaimedCredential, CREDENTIALS, at_most=at_most)


def find_signable(tx: Transaction, item: ClaimedCredential) -> SignableBadge | None:
    """What a credential in our hands says; None where it is not in them any more."""
    return tx.fetch_optional(
        SignableBadge,
        "select w.id, u.email, w.list_id, w.status_index, a.achievement_key, a.level, d.levels, d.name,"
        " d.description, d.criteria, a.awarded_at from badge_credentials as w"
        " inner join user_achievements as a on a.id = w.user_achievement_id"
        " inner join achievements as d on d.key = a.achievement_key inner join auth.users as u on u.id = w.user_id"
        f" where {CREDENTIALS.is_held}",
        work.claims_of([item]),
    )


def finish(
    tx: Transaction, item: ClaimedCredential, *, jwt: str, kid: str, salt: str, identity_hash: str
) -> None:
    """Keep what was signed. Raises `ClaimLost`: it was revoked meanwhile, or its person has another address."""
    work.finish(
        tx, CREDENTIALS, item,
        "jwt = %(jwt)s, key_id = %(kid)s, signed_at = clock_timestamp(), identity_salt = %(salt)s,"
        " identity_hash = %(identity_hash)s, last_error = null",
        jwt=jwt, kid=kid, salt=salt, identity_hash=identity_hash,
    )  # fmt: skip


def set_back(tx: Transaction, item: ClaimedCredential, error: str, setback: Setback) -> None:
    """Write down why it was not signed, and when that is tried again."""
    work.set_back(tx, CREDENTIALS, [item], error, setback)


def list_changed(tx: Transaction, at_most: int, oldest: timedelta) -> list[ChangedList]:
    """Lists that were never signed, not since a revocation, or not for so long. One snapshot: bits and their count."""
    return tx.fetch_all(
        ChangedList,
        "select l.id, l.size, l.changes, array(select c.status_index from badge_credentials as c"
        "  where c.list_id = l.id and c.revoked_at is not null order by c.status_index) as revoked"
        " from badge_status_lists as l where l.signed_changes is null or l.signed_changes < l.changes"
        " or l.signed_at < now() - %(oldest)s order by l.signed_at nulls first, l.id limit %(at_most)s",
        {"at_most": at_most, "oldest": oldest},
    )


def keep_list(tx: Transaction, changed: ChangedList, jwt: str, moment: datetime) -> int:
    """Publish the text of a list; 0 where a newer one is published already."""
    return tx.execute(
        "update badge_status_lists as l set jwt = %(jwt)s, signed_at = %(moment)s, signed_changes = %(changes)s"
        " where l.id = %(id)s and coalesce(l.signed_changes, -1) <= %(changes)s"
        " and coalesce(l.signed_at, '-infinity') <= %(moment)s",
        {"id": changed.id, "jwt": jwt, "moment": moment, "changes": changed.changes},
    )
