"""Passwords of the laptop's identity provider: argon2id, by one rule for every door that sets one (decision 45)."""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from common.adapters.identity.refusals import PasswordRefused

LONGEST_PASSWORD = 128
FEWEST_DIFFERENT = 6
"""Characters that differ in a password: `aaaaaaaaaaaa` and `123412341234` are tried first."""
SEQUENCES = ("abcdefghijklmnopqrstuvwxyz" * 2, "1234567890" * 3, "qwertyuiopasdfghjklzxcvbnm" * 2)
HASHER = PasswordHasher()
NOBODYS_HASH = HASHER.hash(secrets.token_urlsafe())
"""Verified when the address is unknown, so that both answers take the same time."""


def hash_new(password: str, email: str, shortest_characters: int) -> str:
    """The hash of a password that somebody chose. Raises `PasswordRefused`."""
    is_of_length = shortest_characters <= len(password) <= LONGEST_PASSWORD
    if not is_of_length or is_guessable(password, email):
        raise PasswordRefused(shortest_characters, LONGEST_PASSWORD)
    return HASHER.hash(password)


def is_guessable(password: str, email: str) -> bool:
    """Whether a password is among what is tried first, however long. Cognito has a list of known ones instead."""
    folded = password.casefold()
    return (
        folded == email
        or len(set(folded)) < FEWEST_DIFFERENT
        or any(folded in run or folded[::-1] in run for run in SEQUENCES)
    )


def is_right(password_hash: str, password: str) -> bool:
    """Whether the hash is the password's."""
    try:
        return HASHER.verify(password_hash, password)
    except VerificationError:
        return False
