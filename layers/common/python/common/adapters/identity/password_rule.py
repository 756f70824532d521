"""Which passwords are taken: one rule for both providers and every door that sets one (decision 45)."""

from common.adapters.identity.refusals import PasswordRefused

LONGEST_PASSWORD = 128
FEWEST_DIFFERENT = 6
"""Characters that differ in a password: `aaaaaaaaaaaa` and `123412341234` are tried first."""
SEQUENCES = ("abcdefghijklmnopqrstuvwxyz" * 2, "1234567890" * 3, "qwertyuiopasdfghjklzxcvbnm" * 2)


def require_acceptable(password: str, email: str, shortest_characters: int) -> None:
    """Look at a password that somebody chose. Raises `PasswordRefused`."""
    is_of_length = shortest_characters <= len(password) <= LONGEST_PASSWORD
    if not is_of_length or is_guessable(password, email):
        raise PasswordRefused(shortest_characters, LONGEST_PASSWORD)


def is_guessable(password: str, email: str) -> bool:
    """Whether a password is among what is tried first, however long. Cognito has a list of known ones beside."""
    folded = password.casefold()
    return (
        folded == email
        or len(set(folded)) < FEWEST_DIFFERENT
        or any(folded in run or folded[::-1] in run for run in SEQUENCES)
    )
