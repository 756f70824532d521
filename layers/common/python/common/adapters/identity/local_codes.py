"""One-time codes of the laptop's identity provider: hashed, single use, short-lived, counted attempts."""

import hashlib
import secrets
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from psycopg.types.json import Jsonb

from common.adapters.identity.port import CodeInvalid, Purpose
from common.database import Transaction, transaction
from common.identity import SERVICE
from common.settings import settings

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
LENGTH = 12
"""Sixty random bits: nobody tries them all within their quarter of an hour, not even who holds the hash."""
MINUTES = 15
MOST_ATTEMPTS = 100
"""Of anybody, known or not: few enough for a log, too many to take a code from its owner in passing."""
PAUSE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Attempt:
    """A code that was looked at; the attempt is counted already."""

    user_id: UUID
    is_right: bool


def send_code(tx: Transaction, email: str, purpose: Purpose) -> None:
    """Put a new code into the outbox, if there is such an account that may have one and none went out just now.

    One statement for every case, so that its time does not tell whether the address is known.
    """
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    query = urlencode({"email": email, "code": code})
    tx.execute(
        "with account as (select id from auth.users where email = %(email)s and status = 'active'"
        "  and (confirmed_at is null or %(purpose)s <> 'confirm')),"
        " sent as (insert into local_identity.one_time_codes as c (user_id, purpose, code_hash, expires_at)"
        "  select id, %(purpose)s, %(hash)s, now() + make_interval(mins => %(minutes)s) from account"
        "  on conflict on constraint one_time_codes_pkey do update set code_hash = excluded.code_hash,"
        "  attempts = 0, expires_at = excluded.expires_at, used_at = null, created_at = now()"
        "  where c.created_at <= now() - make_interval(secs => %(pause)s) or c.used_at is not null"
        "  returning user_id)"
        " insert into outbox (topic, payload)"
        " select 'email', %(payload)s || jsonb_build_object('user_id', user_id) from sent",
        {
            "email": email, "purpose": purpose, "hash": _hash(purpose, code), "minutes": MINUTES,
            "pause": PAUSE_SECONDS,
            "payload": Jsonb({
                "template": purpose, "to": email, "code": code, "minutes": MINUTES,
                "link": f"{settings().site_url}/{purpose.replace('_', '-')}?{query}",
            }),
        },
    )  # fmt: skip


def require_code(email: str, purpose: Purpose, code: str) -> None:
    """Count an attempt at the code, in a transaction of its own: a refusal must not undo it.

    Raises `CodeInvalid` for a wrong, used or old code, after too many attempts, and for an unknown address.
    """
    with transaction(SERVICE) as tx:
        attempt = _count_attempt(tx, email, purpose, code)
    if attempt is None or not attempt.is_right:
        raise CodeInvalid


def use_code(tx: Transaction, email: str, purpose: Purpose, code: str) -> UUID:
    """Spend the code that `require_code` accepted, with its effect. Raises `CodeInvalid` where another was faster."""
    user_id: UUID | None = tx.fetch_value(
        "update local_identity.one_time_codes as c set used_at = now() from auth.users as u"
        " where u.id = c.user_id and u.email = %(email)s and c.purpose = %(purpose)s"
        " and c.code_hash = %(hash)s and c.used_at is null and c.expires_at > now() returning c.user_id",
        {"email": email, "purpose": purpose, "hash": _hash(purpose, code)},
    )
    if user_id is None:
        raise CodeInvalid
    return user_id


def _count_attempt(tx: Transaction, email: str, purpose: Purpose, code: str) -> Attempt | None:
    return tx.fetch_optional(
        Attempt,
        "update local_identity.one_time_codes as c set attempts = c.attempts + 1 from auth.users as u"
        " where u.id = c.user_id and u.email = %(email)s and c.purpose = %(purpose)s and c.used_at is null"
        " and c.expires_at > now() and c.attempts < %(most)s"
        " returning c.user_id, c.code_hash = %(hash)s as is_right",
        {"email": email, "purpose": purpose, "hash": _hash(purpose, code), "most": MOST_ATTEMPTS},
    )


def _hash(purpose: Purpose, code: str) -> bytes:
    return hashlib.sha256(f"{purpose} {code.strip().upper()}".encode("utf-8", "surrogatepass")).digest()
