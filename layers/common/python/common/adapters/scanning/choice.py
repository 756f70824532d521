"""Which scanner looks at uploads: the stage says so (`Stage.scan_uploads`), a laptop plays one."""

from common.adapters.scanning.port import Scanner
from common.settings import optional


def scanner() -> Scanner | None:
    """The scanner of `UPLOAD_SCANNER` (guardduty or stub); None where nobody looks. Raises `ValueError` for another."""
    name = optional("UPLOAD_SCANNER") or "off"
    if name == "off":
        return None
    if name == "guardduty":
        from common.adapters.scanning.guardduty import GuardDutyScanner

        return GuardDutyScanner()
    if name == "stub":
        from common.adapters.scanning.stub import StubScanner

        return StubScanner()
    raise ValueError(f"UPLOAD_SCANNER is {name}: it knows guardduty, stub and off.")
