"""Tickets to sign in with, for who has shown otherwise who they are: kept as a hash, for a moment, good once."""

import hashlib
import secrets
from uuid import UUID

from common.adapters.identity import account_rows
from common.database import transaction
from common.identity import SERVICE

SECONDS = 120
"""From the proof to the sign-in; a front end may lie between, as after the consent of a platform."""


def issue_ticket(user_id: UUID) -> str:
    """A ticket for an account; whoever holds it in the next `SECONDS` is signed in as its owner."""
    ticket = secrets.token_urlsafe(32)
    with transaction(SERVICE) as tx:
        account_rows.store_ticket(tx, user_id, hash_of(ticket), SECONDS)
    return ticket


def owner_of(ticket: str) -> UUID | None:
    """Whose living ticket it is; it stays good."""
    with transaction(SERVICE) as tx:
        return account_rows.find_ticket(tx, hash_of(ticket))


def use_ticket(ticket: str, user_id: UUID) -> bool:
    """Spend a ticket of this account; of two at once, one does. False where it is unknown, another's or too old."""
    with transaction(SERVICE) as tx:
        return account_rows.spend_ticket(tx, user_id, hash_of(ticket))


def hash_of(token: str) -> bytes:
    """SHA-256 suffices: tickets and refresh tokens are 256 random bits or more, and no passwords."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
