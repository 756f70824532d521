"""Use cases of rate classes, for administrators."""

from common.admins import require_admin
from common.database import Transaction
from common.models.system import RateClassLimit
from user_management.rate_classes import repository
from user_management.rate_classes.models import NewLimit


def list_limits(tx: Transaction) -> list[RateClassLimit]:
    """Every limit, by class. Raises `Forbidden`."""
    require_admin(tx)
    return repository.list_limits(tx)


def put_limit(tx: Transaction, key: str, per: str, wanted: NewLimit) -> RateClassLimit:
    """Change a limit. Raises `Forbidden`, `NotFound`."""
    require_admin(tx)
    repository.put_limit(tx, key, per, rate=wanted.rate, burst=wanted.burst)
    return repository.find_limit(tx, key, per)
