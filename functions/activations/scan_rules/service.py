"""The use case of rules against cheated scans, for administrators."""

from activations.scan_rules import repository
from activations.scan_rules.models import ScanRules
from common.admins import require_admin
from common.database import Transaction


def list_rules(tx: Transaction) -> ScanRules:
    """All rules with how often they were right. Raises `Forbidden`."""
    require_admin(tx)
    return ScanRules(data=repository.list_precisions(tx))
