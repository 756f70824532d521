"""Queries of addresses, as they were sent: not decoded and encoded again, so that a signed one stays valid.

It loads no pydantic: the redirect stands on it.
"""

from urllib.parse import unquote_plus

CLICK_ID = "aclid"
"""What shops find a click's id under; it is ours alone."""


def parts_of(query: str) -> list[str]:
    """The parts of a query, but for empty ones."""
    return [part for part in query.split("&") if part]


def name_of(part: str) -> str:
    """The name of a parameter, decoded as servers do."""
    return unquote_plus(part.partition("=")[0])


def without_click_id(address: str) -> str:
    """The address without an id of some click; character for character the same where it carries none."""
    start, mark, fragment = address.partition("#")
    path, _, query = start.partition("?")
    parts = parts_of(query)
    kept = [part for part in parts if name_of(part) != CLICK_ID]
    if kept == parts:
        return address
    return f"{path}{'?' if kept else ''}{'&'.join(kept)}{mark}{fragment}"
