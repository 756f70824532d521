"""GuardDuty for S3 tags each object a while after it has arrived (infra/constructs/scanning.py)."""

from common.adapters.files import Arrived, FileStore, FileStoreUnavailable
from common.adapters.scanning.port import Finding
from common.telemetry import logger

TAG = "GuardDutyMalwareScanStatus"
FINDINGS = {
    "NO_THREATS_FOUND": Finding.CLEAN,
    "THREATS_FOUND": Finding.THREAT,
    "UNSUPPORTED": Finding.UNREADABLE,
}
"""ACCESS_DENIED and FAILED are ours to mend: nobody's file is refused for them, and none is let through."""


class GuardDutyScanner:
    """Reads the tag."""

    def finding(self, store: FileStore, key: str, arrived: Arrived) -> Finding:
        """What the tag says, and that it is pending without one. Raises `FileStoreUnavailable`."""
        status = store.tag(key, TAG, version=arrived.version)
        if status is None:
            return Finding.PENDING
        if status not in FINDINGS:
            logger().error("upload not scanned", extra={"scan_status": status})
            raise FileStoreUnavailable
        return FINDINGS[status]
