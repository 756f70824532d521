"""Codes that nobody can guess: short ones of links, longer ones of what is worth something."""

import secrets
import string

BASE62 = string.digits + string.ascii_letters


def random_code(length: int = 7) -> str:
    """Base62 characters from the system's random source: of seven there are 3.5 * 10^12, of twelve 3.2 * 10^21."""
    return "".join(secrets.choice(BASE62) for _ in range(length))
