"""Short addresses of posts, followed to what they mean: by the worker, in no transaction, and nowhere else than to
the platform's own hosts.
"""

from urllib.parse import urljoin, urlsplit

import httpx

from common.post_addresses import PostAddress, platform_of, read_address, short_address
from common.telemetry import logger

MOST_HOPS = 3
TIMEOUT = httpx.Timeout(connect=2.0, read=4.0, write=2.0, pool=1.0)


def resolve(short: str) -> PostAddress | None:
    """The post that a short address (`common.post_addresses.short_address`) leads to; None where that is not known.

    Each step is an address of ours to ask: https, a known host, no port, no user, no query. Bodies are not read.
    """
    with client() as http:
        for _ in range(MOST_HOPS):
            target = _target(http, short)
            if (
                target is None
                or urlsplit(target).scheme != "https"
                or platform_of(target) != platform_of(short)
            ):
                return None
            if (found := read_address(target)) is not None:
                return found
            if (following := short_address(target)) is None:
                return None
            short = following
    return None


def client() -> httpx.Client:
    """Follows nothing by itself, and brings no cookies along."""
    return httpx.Client(timeout=TIMEOUT, follow_redirects=False, trust_env=False)


def _target(http: httpx.Client, address: str) -> str | None:
    """Where an address redirects to."""
    try:
        with http.stream("GET", address) as response:
            location = response.headers["location"] if response.has_redirect_location else ""
        return urljoin(address, location) if location else None
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        logger().warning("short address not resolved", extra={"why": type(error).__name__})
        return None
