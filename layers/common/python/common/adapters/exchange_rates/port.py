"""The door to whoever publishes exchange rates: reference rates against the euro, one for each currency and day.

Nothing here may be called inside a transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, Protocol

from common.errors import Unavailable

Source = Literal["ecb", "stub"]


@dataclass(frozen=True, slots=True)
class DayRates:
    """What was published for a day: units of each currency (in small letters) for one euro, the euro included."""

    day: date
    rates: Mapping[str, Decimal]


class RatesUnclear(Unavailable):
    """No answer, or none in the documented shape: nothing is known of any day, ask again later."""

    code = "RATES_UNCLEAR"
    sentence = "The publisher of exchange rates did not answer. Try again."

    def __init__(self, reason: str) -> None:
        super().__init__(details=[{"reason": reason}])


class ExchangeRates(Protocol):
    """What we ask of the publisher."""

    source: Source

    def recent(self, today: date) -> list[DayRates]:
        """The rates of the last weeks up to a day (UTC); days without trade have none. Raises `RatesUnclear`."""
        ...
