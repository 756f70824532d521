"""`/api/v1/scan-rules`: administrators only; `/api/v1/fraud-rules` changes them."""

from activations.app import app
from activations.scan_rules import service
from activations.scan_rules.models import ScanRules
from common.errors import Forbidden
from common.refusals import refuses


@app.get("/api/v1/scan-rules", tags=["scans"], responses=refuses(Forbidden))
def list_scan_rules() -> ScanRules:
    """List how good rules against scans are

    For administrators. How often each was right, as people decided on flagged scans in the last 90 days.
    `changeFraudRule` changes weights and what a rule is told.
    """
    with app.read() as tx:
        return service.list_rules(tx)
