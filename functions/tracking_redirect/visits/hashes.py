"""Hashes of who follows a link, where the database is not asked for them."""

from datetime import date
from uuid import UUID

from common.visitor_hashes import keyed_hash, network_of


def visitor_hash(address: str, agent: str, day: date) -> UUID | None:
    """HMAC-SHA-256 of address and user agent under the key of `day`, first 16 bytes; None for no address or no key.

    As `app.visitor_hash`: IPv6 is cut to its /64, IPv4 in IPv6 is IPv4.
    """
    network = network_of(address)
    return keyed_hash(day, f"{network} {agent}".encode()) if network else None
