"""What a scanner of uploads says; it has looked, or is about to, without being asked."""

from enum import StrEnum
from typing import Protocol

from common.adapters.files import Arrived, FileStore


class Finding(StrEnum):
    """What is known of a file."""

    PENDING = "pending"
    CLEAN = "clean"
    THREAT = "threat"
    UNREADABLE = "unreadable"
    """It cannot be looked into: it is packed with a password, or too large."""


class Scanner(Protocol):
    """Looks at what people upload."""

    def finding(self, store: FileStore, key: str, arrived: Arrived) -> Finding:
        """What is known of exactly these contents at `key`. Raises `FileStoreUnavailable`."""
        ...
