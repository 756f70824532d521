"""Plays a scanner on a laptop: the harmless text with which every virus scanner is tried is a threat."""

from common.adapters.files import Arrived, FileStore
from common.adapters.scanning.port import Finding

# In two parts, so that no scanner takes this file for one.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
LOOKED_AT = 64 * 1024
"""Bytes from the beginning."""


class StubScanner:
    """Finds EICAR's text, at once."""

    def finding(self, store: FileStore, key: str, arrived: Arrived) -> Finding:
        """A threat where the text stands near the beginning. Raises `FileStoreUnavailable`."""
        found = store.beginning(key, arrived.etag, LOOKED_AT) if arrived.size_bytes else b""
        return Finding.THREAT if EICAR in found else Finding.CLEAN
