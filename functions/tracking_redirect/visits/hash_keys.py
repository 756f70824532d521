"""The daily keys of visitor hashes, in Secrets Manager: a worker that starts while the database is down has them."""

import hmac
import json
import secrets
import time
from datetime import date, timedelta
from ipaddress import IPv6Address, ip_address
from typing import Any
from uuid import UUID

from tracking_redirect.settings import hash_keys_secret

SECONDS_BETWEEN_ATTEMPTS = 60
KEY_BYTES = 32
PLACEHOLDER = "UNUSED"
"""What the deployment puts into a secret that has no keys yet."""

_keys: dict[date, bytes] = {}
_fetched_at = float("-inf")


def visitor_hash(address: str, agent: str, day: date) -> UUID | None:
    """HMAC-SHA-256 of address and user agent under the key of `day`, first 16 bytes; None for no address or no key.

    As `app.visitor_hash`: IPv6 is cut to its /64, IPv4 in IPv6 is IPv4.
    """
    try:
        visitor = ip_address(address)
    except ValueError:
        return None
    if isinstance(visitor, IPv6Address):
        visitor = visitor.ipv4_mapped or IPv6Address(int(visitor) >> 64 << 64)
    key = key_of(day)
    return UUID(bytes=hmac.digest(key, f"{visitor} {agent}".encode(), "sha256")[:16]) if key else None


def key_of(day: date) -> bytes | None:
    """The key of `day`; None where the secret does not have it. A click without a hash is better than none."""
    global _fetched_at, _keys  # noqa: PLW0603 - a cache of the process
    if day not in _keys and time.monotonic() - _fetched_at >= SECONDS_BETWEEN_ATTEMPTS:
        _fetched_at = time.monotonic()
        _keys = _read_if_possible()
    return _keys.get(day)


def forget() -> None:
    """Drop the cached keys."""
    global _fetched_at, _keys
    _keys, _fetched_at = {}, float("-inf")


def rotate(today: date) -> int:
    """Keys for today and the two days that follow, none older than yesterday's; how many were new.

    Two days ahead, so that one missed night changes nothing.
    """
    client = _client()
    known = _read(client)
    kept = {day: key for day, key in known.items() if day >= today - timedelta(days=1)}
    wanted = [today + timedelta(days=ahead) for ahead in range(3)]
    fresh = {day: secrets.token_bytes(KEY_BYTES) for day in wanted if day not in kept}
    if fresh or kept != known:
        text = json.dumps({day.isoformat(): key.hex() for day, key in sorted((kept | fresh).items())})
        client.put_secret_value(SecretId=hash_keys_secret(), SecretString=text)
    return len(fresh)


def _read_if_possible() -> dict[date, bytes]:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        return _read(_client())
    except (BotoCoreError, ClientError):
        return {}


def _read(client: Any) -> dict[date, bytes]:
    """The keys that there are; an outage raises, so that no rotation takes it for an empty secret."""
    try:
        text = client.get_secret_value(SecretId=hash_keys_secret())["SecretString"]
    except client.exceptions.ResourceNotFoundException:  # a secret without a value yet
        return {}
    found: dict[str, str] = json.loads(text)
    return {date.fromisoformat(day): bytes.fromhex(key) for day, key in found.items() if day != PLACEHOLDER}


def _client() -> Any:
    import boto3  # 150 ms, once, where this mode is on

    return boto3.client("secretsmanager")
