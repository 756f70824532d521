"""Statements of exchange rates."""

from collections.abc import Sequence

from common.adapters.exchange_rates.port import DayRates, Source
from common.database import Transaction


def save_rates(tx: Transaction, source: Source, days: Sequence[DayRates]) -> int:
    """Keep the rates of order currencies; how many are new. Only a stub's give way, to real ones."""
    lines = [(found.day, currency, rate) for found in days for currency, rate in found.rates.items()]
    return tx.execute(
        "insert into exchange_rates as known (day, currency, rate, source) select r.*, %(source)s"
        " from unnest(%(days)s::date[], %(currencies)s::text[], %(rates)s::numeric[]) as r (day, currency, rate)"
        " inner join order_currencies as c on c.code = r.currency"
        " on conflict on constraint exchange_rates_pkey do update set rate = excluded.rate, source = excluded.source"
        " where known.source = 'stub' and excluded.source <> 'stub'",
        {
            "source": source,
            "days": [day for day, _, _ in lines],
            "currencies": [currency for _, currency, _ in lines],
            "rates": [rate for _, _, rate in lines],
        },
    )
