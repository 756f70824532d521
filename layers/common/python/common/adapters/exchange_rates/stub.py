"""Rates that pretend, before `prod`: the same on every working day, so that a sum can be checked by hand."""

from datetime import date, timedelta
from decimal import Decimal

from common.adapters.exchange_rates.port import DayRates, Source

DAYS = 90
SATURDAY = 5
RATES = {
    "eur": "1", "usd": "1.10", "gbp": "0.85", "chf": "0.95", "jpy": "160", "aud": "1.65", "brl": "6", "cad": "1.50",
    "cny": "7.80", "czk": "25", "dkk": "7.46", "hkd": "8.60", "huf": "400", "idr": "17500", "ils": "4", "inr": "92",
    "isk": "150", "krw": "1500", "mxn": "20", "myr": "5", "nok": "11.50", "nzd": "1.80", "php": "62", "pln": "4.30",
    "ron": "5", "sek": "11.20", "sgd": "1.45", "thb": "38", "try": "36", "zar": "20",
}  # fmt: skip


class StubExchangeRates:
    """See `common.adapters.exchange_rates.port.ExchangeRates`."""

    source: Source = "stub"

    def recent(self, today: date) -> list[DayRates]:
        """The working days of three months."""
        rates = {currency: Decimal(rate) for currency, rate in RATES.items()}
        days = (today - timedelta(days=back) for back in range(DAYS))
        return [DayRates(day, rates) for day in days if day.weekday() < SATURDAY]
