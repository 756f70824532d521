"""The daily keys of visitor hashes, in Secrets Manager: whoever starts while the database is down has them, too.

A key is forgotten two days after its day, and with it whatever its hashes could say. (docs/decisions/0140.)
"""

import json
import secrets
import time
from datetime import date, timedelta
from typing import Any

from common.settings import optional, required
from common.telemetry import logger

SETTING = "TRACKING_HASH_KEYS_SECRET"
"""The name or ARN of the secret: `{"2026-11-30": "<64 hexadecimal digits>", …}`."""
SECONDS_BETWEEN_ATTEMPTS = 60
SECONDS_TO_ANSWER = 1.0
"""So long a visitor waits for a key that does not come, and for no second attempt."""
KEY_BYTES = 32
PLACEHOLDER = "UNUSED"
"""What the deployment puts into a secret that has no keys yet."""

_keys: dict[date, bytes] = {}
_fetched_at = float("-inf")


def key_of(day: date) -> bytes | None:
    """The key of `day`; None where the secret does not have it, or cannot be read.

    What is counted without a hash is better than what is not counted. It is asked for once a minute at most.
    """
    global _fetched_at, _keys  # noqa: PLW0603 - a cache of the process
    if day not in _keys and time.monotonic() - _fetched_at >= SECONDS_BETWEEN_ATTEMPTS:
        _fetched_at = time.monotonic()
        _keys = _read_if_possible() or _keys
    return _keys.get(day)


def forget() -> None:
    """Drop the cached keys."""
    global _fetched_at, _keys
    _keys, _fetched_at = {}, float("-inf")


def rotate(today: date) -> int:
    """Keys for today and the two days that follow, none older than yesterday's; how many were new.

    Two days ahead, so that one missed night changes nothing. Raises what Secrets Manager raises, and `SettingMissing`.
    """
    return renew(_client(), required(SETTING), today)


def renew(client: Any, name: str, today: date) -> int:
    """The same, with a client of Secrets Manager, for the secret called `name`."""
    known = _read(client, name)
    kept = {day: key for day, key in known.items() if day >= today - timedelta(days=1)}
    wanted = [today + timedelta(days=ahead) for ahead in range(3)]
    fresh = {day: secrets.token_bytes(KEY_BYTES) for day in wanted if day not in kept}
    if fresh or kept != known:
        text = json.dumps({day.isoformat(): key.hex() for day, key in sorted((kept | fresh).items())})
        client.put_secret_value(SecretId=name, SecretString=text)
    return len(fresh)


def _read_if_possible() -> dict[date, bytes]:
    if (name := optional(SETTING)) is None:
        return {}
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        return _read(_client(in_a_hurry=True), name)
    except (BotoCoreError, ClientError, ValueError, TypeError, AttributeError) as error:
        logger().warning("the keys of visitor hashes could not be read", exc_info=error)
        return {}


def _read(client: Any, name: str) -> dict[date, bytes]:
    """The keys that there are; an outage raises, so that no rotation takes it for an empty secret."""
    try:
        text = client.get_secret_value(SecretId=name)["SecretString"]
    except client.exceptions.ResourceNotFoundException:  # a secret without a value yet
        return {}
    found: dict[str, str] = json.loads(text)
    return {date.fromisoformat(day): bytes.fromhex(key) for day, key in found.items() if day != PLACEHOLDER}


def _client(*, in_a_hurry: bool = False) -> Any:
    import boto3  # 150 ms, once, for whoever hashes
    from botocore.config import Config

    seconds = SECONDS_TO_ANSWER
    hurry = Config(connect_timeout=seconds, read_timeout=seconds, retries={"total_max_attempts": 1})
    return boto3.client("secretsmanager", config=hurry if in_a_hurry else None)
