"""`/api/v1/qr/scans/{scan_id}`: asked by the page of a scan that went to the queue."""

from uuid import UUID

from activations.app import app
from activations.fan_doors import DeviceUnknown
from activations.scan_answers import service
from activations.scan_answers.models import ScanAnswer
from common.errors import NotFound
from common.refusals import refuses

TAGS = ["scans"]


@app.get("/api/v1/qr/scans/<scan_id>", tags=TAGS, responses=refuses(NotFound, DeviceUnknown))
def find_scan_answer(scan_id: UUID) -> ScanAnswer:
    """Ask what became of a scan

    For everyone whose browser made it, by its cookie. In a peak the answer to a scan is `pending`; ask here until it is
    not, every two seconds.
    """
    return service.find_answer(app.current_event.raw_event, scan_id)
