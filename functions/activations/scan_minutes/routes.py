"""`/api/v1/activations/{activation_id}/live`."""

from uuid import UUID

from activations.app import app
from activations.scan_minutes import service
from activations.scan_minutes.models import ActivationLive
from common.errors import NotFound
from common.refusals import refuses


@app.get("/api/v1/activations/<activation_id>/live", tags=["activations"], responses=refuses(NotFound))
def read_live_counts(activation_id: UUID) -> ActivationLive:
    """Read the live counts of an activation

    For members of its brand: how many scans there were, and the last sixty minutes. Counted each minute; ask as often.
    """
    with app.read() as tx:
        return service.read_live(tx, activation_id)
