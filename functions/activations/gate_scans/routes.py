"""`/api/v1/qr/scans`: what gates upload."""

from activations.app import app
from activations.fan_doors import ForeignPage
from activations.gate_scans import service
from activations.gate_scans.models import GateAnswers, GateScans
from common.errors.activations import StaffLinkEnded, StaffLinkOfAnotherKind
from common.refusals import refuses

TAGS = ["activation staff"]


@app.post(
    "/api/v1/qr/scans", tags=TAGS, responses=refuses(ForeignPage, StaffLinkEnded, StaffLinkOfAnotherKind)
)
def record_gate_scans(body: GateScans) -> GateAnswers:
    """Record what a gate scanned

    For everyone who opened a gate's link, by the cookie that it set, from a page of this address. A scan is judged by
    how the activation was when it was made, in the order in which they were made; up to 48 hours later. The same again
    has the same answers, and counts once.
    """
    return service.take_scans(app.current_event.raw_event, body)
