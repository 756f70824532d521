"""Secrets of people that rest in the database: AES-GCM under a data key that KMS keeps (envelope encryption).

A sealed value is: version (1 byte), length of the wrapped data key (2 bytes), the wrapped data key, nonce (12
bytes), ciphertext with its tag. It carries its own data key, so that a new one (and a new master key, which KMS
finds by the wrapped key) leaves old values readable: each value moves to the newest when it is sealed again. The id
of its row is associated data: copied into another row, it does not open.
"""

import os
import time
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from uuid import UUID

from common.errors import DomainError, Unavailable
from common.settings import required

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

VERSION: Final = 1
NONCE_BYTES: Final = 12
LENGTH_BYTES: Final = 2
CONTEXT: Final = {"purpose": "vault"}
DATA_KEY_LIVES_SECONDS: Final = 3_600.0
"""How long a process seals with one data key: an hour of its tokens is what one leaked data key opens."""
DATA_KEYS_REMEMBERED: Final = 1_000

RowId = UUID | bytes


class SealBroken(DomainError):
    """The value was not sealed here for this row: copied, changed or truncated. Nobody's request is at fault."""

    sentence = "A stored secret cannot be read."


class VaultUnavailable(Unavailable):
    """KMS does not answer."""

    code = "VAULT_UNAVAILABLE"
    sentence = "The key service does not answer. Try again."


@dataclass(frozen=True, slots=True)
class _DataKey:
    wrapped: bytes
    plain: bytes = field(repr=False)
    made_at: float


_newest: _DataKey | None = None


def seal(row_id: RowId, plaintext: str) -> bytes:
    """`plaintext` for this row only. Raises `VaultUnavailable`."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key, nonce = _sealing_key(), os.urandom(NONCE_BYTES)
    header = bytes([VERSION]) + len(key.wrapped).to_bytes(LENGTH_BYTES, "big") + key.wrapped
    return header + nonce + AESGCM(key.plain).encrypt(nonce, plaintext.encode(), _bound(row_id, header))


def open(row_id: RowId, sealed: bytes) -> str:  # noqa: A001 - `vault.open`, the other half of `vault.seal`
    """What was sealed for this row. Raises `SealBroken`, `VaultUnavailable`."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    start = 1 + LENGTH_BYTES
    end = start + int.from_bytes(sealed[1:start], "big")
    if sealed[:1] != bytes([VERSION]) or len(sealed) <= end + NONCE_BYTES:
        raise SealBroken
    header, nonce, ciphertext = sealed[:end], sealed[end : end + NONCE_BYTES], sealed[end + NONCE_BYTES :]
    try:
        opened = AESGCM(_unwrapped(sealed[start:end])).decrypt(nonce, ciphertext, _bound(row_id, header))
    except InvalidTag as error:
        raise SealBroken from error
    return opened.decode()


def forget() -> None:
    """Drop every key of this process."""
    global _newest  # noqa: PLW0603 - the process's one key
    _newest = None
    _unwrapped.cache_clear()
    _kms.cache_clear()


def _bound(row_id: RowId, header: bytes) -> bytes:
    return header + (row_id.bytes if isinstance(row_id, UUID) else row_id)


def _sealing_key() -> _DataKey:
    global _newest  # noqa: PLW0603
    if _newest is None or time.monotonic() - _newest.made_at > DATA_KEY_LIVES_SECONDS:
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            made = _kms().generate_data_key(
                KeyId=required("VAULT_KEY_ID"), KeySpec="AES_256", EncryptionContext=CONTEXT
            )
        except (BotoCoreError, ClientError) as error:
            raise VaultUnavailable from error
        _newest = _DataKey(made["CiphertextBlob"], made["Plaintext"], time.monotonic())
    return _newest


@lru_cache(maxsize=DATA_KEYS_REMEMBERED)
def _unwrapped(wrapped: bytes) -> bytes:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        # No KeyId: a value of before the setting was pointed at a new master key must still open.
        return _kms().decrypt(CiphertextBlob=wrapped, EncryptionContext=CONTEXT)["Plaintext"]
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") == "InvalidCiphertextException":
            raise SealBroken from error
        raise VaultUnavailable from error
    except BotoCoreError as error:
        raise VaultUnavailable from error


@lru_cache(maxsize=1)
def _kms() -> "KMSClient":
    # Imported here: a quarter of a second that a request without secrets need not wait for.
    import boto3
    from botocore.config import Config

    config = Config(connect_timeout=2, read_timeout=5, retries={"mode": "standard", "total_max_attempts": 3})
    return boto3.client("kms", config=config)
