"""Where a visitor is sent: the link's destination, the query they came with, and the id of their click.

Queries are put together as they were sent, not decoded and encoded again: a signed one stays valid.
"""

from urllib.parse import quote
from uuid import UUID

from common.queries import CLICK_ID, name_of, parts_of

SCAN = "qr"
"""Says that a code was scanned; it is ours, and goes no further."""
LONGEST_LOCATION = 8_000
"""Characters of a header that every proxy on the way takes; a longer query stays behind."""
SAFE_IN_A_QUERY = "%!$&'()*+,;=:@/?-._~[]|"


def scanned(url: str) -> str:
    """The address that a printed code holds: its visits are told apart from clicks on the bare link."""
    return f"{url}?{SCAN}=1"


def location_of(destination_url: str, query: str, click_id: UUID | None) -> str:
    """The destination with the visitor's parameters in place of its own of the same names, then `aclid`.

    `aclid` is ours alone: one that the destination or the visitor brought along is of another click. `query` is raw, as
    API Gateway hands it on; nobody counted (HEAD) gets no id.
    """
    ours = [f"{CLICK_ID}={click_id.hex}"] if click_id else []
    came_with = [part for part in parts_of(_ascii(query)) if name_of(part) not in {CLICK_ID, SCAN}]
    location = _joined(destination_url, came_with, ours)
    return location if len(location) <= LONGEST_LOCATION else _joined(destination_url, [], ours)


def is_scan(query: str) -> bool:
    """Whether a visitor's raw query says that a QR code brought them."""
    return any(name_of(part) == SCAN and part.partition("=")[2] == "1" for part in parts_of(query))


def _joined(destination_url: str, came_with: list[str], ours: list[str]) -> str:
    address, mark, fragment = destination_url.partition("#")
    path, _, query = address.partition("?")
    replaced = {CLICK_ID, *map(name_of, came_with)}
    kept = [part for part in parts_of(query) if name_of(part) not in replaced]
    parts = [*kept, *came_with, *ours]
    return f"{path}{'?' if parts else ''}{'&'.join(parts)}{mark}{fragment}"


def _ascii(query: str) -> str:
    return quote(query, safe=SAFE_IN_A_QUERY)
