"""Hashes that say whether two scans of a brand came from one address or one place, within a UTC day and no longer.

Brand and purpose are hashed along: neither two brands nor a brand and a link have a hash in common, whoever was there.
(docs/decisions/0140.)
"""

import hmac
import math
import struct
from datetime import date
from ipaddress import IPv6Address, ip_address
from uuid import UUID

from common.hash_keys import key_of

HASH_BYTES = 16


def visitor_hash(brand_id: UUID, address: str, agent: str, day: date) -> UUID | None:
    """HMAC-SHA-256 of brand, network and user agent under the key of `day`, first 16 bytes.

    None for what is no address, or where the day has no key here.
    """
    network = network_of(address)
    if network is None:
        return None
    return keyed_hash(day, b"visitor\0" + brand_id.bytes + f"{network} {agent}".encode("utf-8", "replace"))


def place_hash(brand_id: UUID, lat: float, lng: float, day: date) -> UUID | None:
    """The same of brand and position (degrees, as the device gave it, unrounded); None for what is no number."""
    if not (math.isfinite(lat) and math.isfinite(lng)):
        return None
    return keyed_hash(day, b"place\0" + brand_id.bytes + struct.pack(">dd", lat + 0.0, lng + 0.0))


def keyed_hash(day: date, message: bytes) -> UUID | None:
    """HMAC-SHA-256 of a message under the key of `day`, first 16 bytes; None where the day has no key here."""
    key = key_of(day)
    return UUID(bytes=hmac.digest(key, message, "sha256")[:HASH_BYTES]) if key else None


def network_of(address: str) -> str | None:
    """What is hashed of an address, as `app.visitor_hash` does: of IPv6 the /64, IPv4 in IPv6 as IPv4; else None."""
    try:
        visitor = ip_address(address)
    except ValueError:
        return None
    if isinstance(visitor, IPv6Address):
        visitor = visitor.ipv4_mapped or IPv6Address(int(visitor) >> 64 << 64)
    return str(visitor)
