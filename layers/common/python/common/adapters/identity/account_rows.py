"""Statements about accounts and the tickets that open them: one function, one statement."""

from uuid import UUID

from psycopg.types.json import Jsonb

from common.adapters.identity.port import SentBy
from common.database import Transaction


def insert_account(
    tx: Transaction, user_id: UUID, email: str, metadata: dict[str, str], *, confirmed: bool
) -> bool:
    """The account of a person whom the pool knows; whether it is new, or was not confirmed. Raises `EmailTaken`."""
    touched = tx.execute(
        "insert into auth.users as u (id, email, app_metadata, confirmed_at)"
        " values (%(id)s, %(email)s, %(metadata)s, case when %(confirmed)s then now() end)"
        " on conflict on constraint users_pkey do update set confirmed_at = excluded.confirmed_at"
        " where u.confirmed_at is null and excluded.confirmed_at is not null and u.status <> 'deleted'",
        {"id": user_id, "email": email, "metadata": Jsonb(metadata), "confirmed": confirmed},
    )
    return touched > 0


def note_referral_intent(tx: Transaction, email: str, role: str, sent_by: SentBy) -> None:
    """Who sent an address that signs up, in the place of what an earlier sign-up of it said."""
    tx.fetch_value(
        "select app.note_referral_intent(%(email)s, %(code)s, %(touch)s, %(invite)s, %(role)s)",
        {"email": email, "code": sent_by.code, "touch": sent_by.touch_token_hash,
         "invite": sent_by.invite_token_hash, "role": role},
    )  # fmt: skip


def is_taken(tx: Transaction, email: str) -> bool:
    """Whether an account has this address."""
    taken: bool = tx.fetch_value(
        "select exists (select from auth.users where email = %(email)s)", {"email": email}
    )
    return taken


def find_id(tx: Transaction, email: str) -> UUID | None:
    """The account that has this address."""
    user_id: UUID | None = tx.fetch_value(
        "select id from auth.users where email = %(email)s", {"email": email}
    )
    return user_id


def store_ticket(tx: Transaction, user_id: UUID, ticket_hash: bytes, seconds: int) -> None:
    """A ticket to sign in with, good for `seconds`."""
    tx.execute(
        "insert into local_identity.sign_in_tickets (ticket_hash, user_id, expires_at)"
        " values (%(hash)s, %(user)s, now() + make_interval(secs => %(seconds)s))",
        {"hash": ticket_hash, "user": user_id, "seconds": seconds},
    )


def find_ticket(tx: Transaction, ticket_hash: bytes) -> UUID | None:
    """Whose living ticket it is."""
    user_id: UUID | None = tx.fetch_value(
        "select user_id from local_identity.sign_in_tickets where ticket_hash = %(hash)s and expires_at > now()",
        {"hash": ticket_hash},
    )
    return user_id


def spend_ticket(tx: Transaction, user_id: UUID, ticket_hash: bytes) -> bool:
    """Whether the ticket was this account's and alive; it is gone."""
    spent = tx.execute(
        "delete from local_identity.sign_in_tickets where ticket_hash = %(hash)s and user_id = %(user)s"
        " and expires_at > now()",
        {"hash": ticket_hash, "user": user_id},
    )
    return spent > 0
