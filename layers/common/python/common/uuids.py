"""Ids that are made before the database knows of them."""

import secrets
from uuid import UUID

DRAWN_BITS = 74


def uuid7(milliseconds: int, drawn: int | None = None) -> UUID:
    """A UUID version 7 of that moment (RFC 9562, Unix milliseconds): PostgreSQL finds the day of its row in it.

    `drawn`: the 74 bits beside the moment, where the same id is to be found again; else they are drawn.
    """
    bits = secrets.randbits(DRAWN_BITS) if drawn is None else drawn
    return UUID(
        int=milliseconds << 80 | 7 << 76 | (bits >> 62 & 0xFFF) << 64 | 2 << 62 | bits & (1 << 62) - 1
    )
