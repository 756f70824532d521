"""Use cases of media value rates: everybody reads what administrators enter."""

from common.admins import require_admin
from common.database import Transaction
from common.errors import NotFound
from common.models.platform import Platform
from common.models.results import MediaValueRate
from common.money import WalletCurrency
from tracking_redirect.media_value_rates import repository
from tracking_redirect.media_value_rates.models import NewMediaValueRate


def put_rate(
    tx: Transaction, platform: Platform, currency: WalletCurrency, rate: NewMediaValueRate
) -> MediaValueRate:
    """Enter what was published, in place of what stood there. Raises `Forbidden`."""
    require_admin(tx)
    return repository.put_rate(tx, platform, currency, rate)


def delete_rate(tx: Transaction, platform: Platform, currency: WalletCurrency) -> None:
    """Take a rate back: reports have no value by it any more. Raises `Forbidden`, `NotFound`."""
    require_admin(tx)
    if repository.delete_rate(tx, platform, currency) == 0:
        raise NotFound
