"""What is for administrators alone."""

from common.database import Transaction
from common.errors import Forbidden


def require_admin(tx: Transaction) -> None:
    """Raises `Forbidden`. Early, for a clear answer; the grants of the database say the same."""
    if not tx.is_admin:
        raise Forbidden
