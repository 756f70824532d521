"""Statements about what Cognito sends and signs: one function, one statement. Codes go by the hash of an address."""

from dataclasses import dataclass
from uuid import UUID

from common.database import Transaction

PAUSE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class BegunSignIn:
    """A sign-in by code that waits for it: the user as Cognito named it, and where Cognito goes on."""

    username: str
    session: str


def reserve_sending(tx: Transaction, email: str, purpose: str, link: str) -> bool:
    """Whether a code may go out now: none did within the last minute. Known or not, an address is the same."""
    reserved = tx.execute(
        "insert into local_identity.sent_codes as c (address_hash, purpose, link)"
        " values (sha256(convert_to(%(email)s, 'UTF8')), %(purpose)s, %(link)s)"
        " on conflict on constraint sent_codes_pkey do update set link = excluded.link, username = null,"
        " session = null, sent_at = now() where c.sent_at <= now() - make_interval(secs => %(pause)s)",
        {"email": email, "purpose": purpose, "link": link, "pause": PAUSE_SECONDS},
    )
    return reserved > 0


def note_link(tx: Transaction, email: str, purpose: str, link: str) -> None:
    """Where the button of the mail leads that Cognito is about to send, without a pause before it."""
    tx.execute(
        "insert into local_identity.sent_codes (address_hash, purpose, link)"
        " values (sha256(convert_to(%(email)s, 'UTF8')), %(purpose)s, %(link)s)"
        " on conflict on constraint sent_codes_pkey do update set link = excluded.link, sent_at = now()",
        {"email": email, "purpose": purpose, "link": link},
    )


def find_link(tx: Transaction, email: str, purpose: str) -> str | None:
    """Where the button of a mail leads; None where nobody said so."""
    link: str | None = tx.fetch_value(
        "select link from local_identity.sent_codes where purpose = %(purpose)s"
        " and address_hash = sha256(convert_to(%(email)s, 'UTF8'))",
        {"email": email, "purpose": purpose},
    )
    return link


def begin_sign_in(tx: Transaction, email: str, username: str, session: str) -> None:
    """Keep how a sign-in by code goes on."""
    tx.execute(
        "update local_identity.sent_codes set username = %(username)s, session = %(session)s"
        " where purpose = 'magic_link' and address_hash = sha256(convert_to(%(email)s, 'UTF8'))",
        {"email": email, "username": username, "session": session},
    )


def find_begun(tx: Transaction, email: str) -> BegunSignIn | None:
    """The sign-in by code of an address, if one was begun within its quarter of an hour."""
    return tx.fetch_optional(
        BegunSignIn,
        "select username, session from local_identity.sent_codes where purpose = 'magic_link'"
        " and address_hash = sha256(convert_to(%(email)s, 'UTF8')) and session is not null"
        " and sent_at > now() - interval '15 minutes'",
        {"email": email},
    )


def end_begun(tx: Transaction, email: str, session: str) -> bool:
    """Take a begun sign-in for oneself: of two with the same code, one has it."""
    ended = tx.execute(
        "update local_identity.sent_codes set username = null, session = null where purpose = 'magic_link'"
        " and address_hash = sha256(convert_to(%(email)s, 'UTF8')) and session = %(session)s",
        {"email": email, "session": session},
    )
    return ended > 0


def keep_family(tx: Transaction, family_id: UUID, user_id: UUID) -> None:
    """A sign-in that the pool has named; one that is known stays as it is."""
    tx.execute(
        "insert into local_identity.refresh_token_families (id, user_id) values (%(id)s, %(user)s)"
        " on conflict on constraint refresh_token_families_pkey do nothing",
        {"id": family_id, "user": user_id},
    )


def unspend_token(tx: Transaction, token_hash: bytes) -> None:
    """The pool did not answer: the token that was spent for nothing is good again."""
    tx.execute(
        "update local_identity.refresh_tokens set used_at = null where token_hash = %(hash)s",
        {"hash": token_hash},
    )


def rename_family(tx: Transaction, old_id: UUID, new_id: UUID) -> None:
    """The pool names a sign-in anew: it is as old as it was, and the tokens of before are known as its own."""
    tx.execute(
        "with made as (insert into local_identity.refresh_token_families (id, user_id, created_at)"
        "  select %(new)s, user_id, created_at from local_identity.refresh_token_families where id = %(old)s"
        "  and revoked_at is null on conflict on constraint refresh_token_families_pkey do nothing returning id),"
        " moved as (update local_identity.refresh_tokens as t set family_id = made.id from made"
        "  where t.family_id = %(old)s)"
        " update local_identity.refresh_token_families as f set revoked_at = now() from made where f.id = %(old)s",
        {"old": old_id, "new": new_id},
    )
