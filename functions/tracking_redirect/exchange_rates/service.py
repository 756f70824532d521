"""The daily fetch of exchange rates, for orders that are in another currency than their campaign."""

from datetime import UTC, datetime

from common.adapters.exchange_rates.choice import exchange_rates
from common.database import transaction
from common.identity import SERVICE
from common.jobs import Counts
from tracking_redirect.exchange_rates import repository

JOB = "exchange-rates"


def fetch_rates(as_of: datetime) -> Counts:
    """Keep what was published up to a moment, gaps of earlier days included. Raises `NotConfigured`, `RatesUnclear`."""
    publisher = exchange_rates()
    days = publisher.recent(as_of.astimezone(UTC).date())
    with transaction(SERVICE) as tx:
        kept = repository.save_rates(tx, publisher.source, days)
    return {"days": len(days), "rates": kept}
