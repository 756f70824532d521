"""The platform's result of a month: fees, what agents have of them, what is left."""

from datetime import UTC, date, datetime

from agents.commission_result import repository
from agents.commission_result.models import CommissionResult
from common.admins import require_admin
from common.database import Transaction


def read_result(tx: Transaction, month: str | None) -> CommissionResult:
    """The result of a month (`2026-12`; None: this one). Raises `Forbidden`."""
    require_admin(tx)
    first = date.fromisoformat(f"{month}-01") if month else datetime.now(UTC).date().replace(day=1)
    return CommissionResult(
        month=f"{first:%Y-%m}",
        agent_share_basis_points=repository.read_share(tx),
        currencies=repository.read_result(tx, first),
    )
