"""One-time codes of the identity provider: hashed, single use, short-lived, counted attempts."""

import hashlib
import secrets
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from psycopg.types.json import Jsonb

from common.adapters.identity.port import CodeLink, Purpose
from common.adapters.identity.refusals import CodeInvalid
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
CHANGE: Purpose = "change_email"


@dataclass(frozen=True, slots=True)
class Attempt:
    """A code that was looked at; the attempt is counted already."""

    user_id: UUID
    is_right: bool


@dataclass(frozen=True, slots=True)
class WantedAddress:
    """An account, and the address that it is to have."""

    user_id: UUID
    email: str


def send_code(tx: Transaction, email: str, purpose: Purpose, link: CodeLink | None = None) -> None:
    """Put a new code into the outbox, if there is such an account that may have one and none went out just now.

    One statement for every case, so that its time does not tell whether the address is known.
    """
    code = _new_code()
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
        _given(email, purpose, code) | {"payload": _mail(email, purpose, code, link)},
    )


def send_change_code(tx: Transaction, user_id: UUID, email: str, link: CodeLink | None) -> None:
    """A code to the address that the account is to have. Whether somebody has it shows in that mailbox only."""
    code = _new_code()
    tx.execute(
        "with wanted as (insert into local_identity.one_time_codes as c"
        "  (user_id, purpose, code_hash, email, expires_at)"
        "  values (%(user)s, %(purpose)s, %(hash)s, %(email)s, now() + make_interval(mins => %(minutes)s))"
        "  on conflict on constraint one_time_codes_pkey do update set code_hash = excluded.code_hash,"
        "  email = excluded.email, attempts = 0, expires_at = excluded.expires_at, used_at = null,"
        "  created_at = now() where c.created_at <= now() - make_interval(secs => %(pause)s)"
        "  or c.used_at is not null or c.email <> excluded.email returning user_id)"
        " insert into outbox (topic, payload)"
        " select 'email', %(payload)s || jsonb_build_object('user_id', user_id) from wanted"
        " where not exists (select from auth.users where email = %(email)s)",
        _given(email, CHANGE, code) | {"user": user_id, "payload": _mail(email, CHANGE, code, link)},
    )


def find_wanted_address(tx: Transaction, email: str) -> WantedAddress | None:
    """The account of an address, and the address that it asked for within a day; None where it asked for none."""
    return tx.fetch_optional(
        WantedAddress,
        "select c.user_id, c.email from local_identity.one_time_codes as c"
        " inner join auth.users as u on u.id = c.user_id where u.email = %(email)s and u.status = 'active'"
        " and c.purpose = 'change_email' and c.used_at is null and c.created_at > now() - interval '1 day'",
        {"email": email},
    )


def require_code(email: str, purpose: Purpose, code: str) -> UUID:
    """Whose code it is. Counts an attempt at it, in a transaction of its own: a refusal must not undo that.

    Raises `CodeInvalid` for a wrong, used or old code, after too many attempts, and for an unknown address.
    """
    with transaction(SERVICE) as tx:
        attempt = _count_attempt(tx, email, purpose, code)
    if attempt is None or not attempt.is_right:
        raise CodeInvalid
    return attempt.user_id


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


def require_change_code(email: str, code: str) -> UUID:
    """The account that asked for the address and whose code this is; as `require_code`, by the new address.

    Several accounts may want one address; who reads its mail has the code of one of them. Raises `CodeInvalid`.
    """
    with transaction(SERVICE) as tx:
        attempts = tx.fetch_all(
            Attempt,
            "update local_identity.one_time_codes set attempts = attempts + 1"
            " where email = %(email)s and purpose = %(purpose)s and used_at is null and expires_at > now()"
            " and attempts < %(most)s returning user_id, code_hash = %(hash)s as is_right",
            _given(email, CHANGE, code),
        )
    for attempt in attempts:
        if attempt.is_right:
            return attempt.user_id
    raise CodeInvalid


def use_change_code(tx: Transaction, user_id: UUID, email: str, code: str) -> None:
    """Spend the code that `require_change_code` accepted. Raises `CodeInvalid` where another was faster."""
    used = tx.execute(
        "update local_identity.one_time_codes set used_at = now() where user_id = %(user)s"
        " and email = %(email)s and purpose = %(purpose)s and code_hash = %(hash)s and used_at is null"
        " and expires_at > now()",
        _given(email, CHANGE, code) | {"user": user_id},
    )
    if not used:
        raise CodeInvalid


def _count_attempt(tx: Transaction, email: str, purpose: Purpose, code: str) -> Attempt | None:
    return tx.fetch_optional(
        Attempt,
        "update local_identity.one_time_codes as c set attempts = c.attempts + 1 from auth.users as u"
        " where u.id = c.user_id and u.email = %(email)s and c.purpose = %(purpose)s and c.used_at is null"
        " and c.expires_at > now() and c.attempts < %(most)s"
        " returning c.user_id, c.code_hash = %(hash)s as is_right",
        _given(email, purpose, code),
    )


def _given(email: str, purpose: Purpose, code: str) -> dict[str, object]:
    return {
        "email": email, "purpose": purpose, "hash": _hash(purpose, code), "most": MOST_ATTEMPTS,
        "minutes": MINUTES, "pause": PAUSE_SECONDS,
    }  # fmt: skip


def _mail(email: str, purpose: Purpose, code: str, link: CodeLink | None) -> Jsonb:
    leads_to = (link or page_of(purpose))(email, code)
    return Jsonb({"template": purpose, "to": email, "code": code, "minutes": MINUTES, "link": leads_to})


def page_of(purpose: Purpose) -> CodeLink:
    """The front end's page for it."""
    page = f"{settings().site_url}/{purpose.replace('_', '-')}"
    return lambda email, code: f"{page}?{urlencode({'email': email, 'code': code})}"


def _new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def _hash(purpose: Purpose, code: str) -> bytes:
    return hashlib.sha256(f"{purpose} {code.strip().upper()}".encode("utf-8", "surrogatepass")).digest()
