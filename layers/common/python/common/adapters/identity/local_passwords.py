"""Passwords of the laptop's identity provider: argon2id."""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from common.adapters.identity import rows
from common.adapters.identity.password_rule import require_acceptable
from common.adapters.identity.refusals import AccountLocked
from common.adapters.identity.rows import Credentials
from common.database import transaction
from common.identity import SERVICE

HASHER = PasswordHasher()
NOBODYS_HASH = HASHER.hash(secrets.token_urlsafe())
"""Verified when the address is unknown, so that both answers take the same time."""


def hash_new(password: str, email: str, shortest_characters: int) -> str:
    """The hash of a password that somebody chose. Raises `PasswordRefused`."""
    require_acceptable(password, email, shortest_characters)
    return HASHER.hash(password)


def find_by_password(email: str, password: str) -> Credentials | None:
    """The credentials of an address whose password this is; an attempt, whoever makes it. Raises `AccountLocked`."""
    with transaction(SERVICE) as tx:
        if not rows.reserve_attempt(tx, email):
            raise AccountLocked
        found = rows.find_credentials(tx, email)
    if not is_right(found.password_hash if found else NOBODYS_HASH, password):
        return None
    with transaction(SERVICE) as tx:
        rows.give_attempts_back(tx, email)
    return found


def is_right(password_hash: str, password: str) -> bool:
    """Whether the hash is the password's."""
    try:
        return HASHER.verify(password_hash, password)
    except VerificationError:
        return False
