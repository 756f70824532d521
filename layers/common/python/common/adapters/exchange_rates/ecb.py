"""The European Central Bank's reference rates, as the XML that it publishes on every day of trade about 16:00 CET.

`eurofxref-hist-90d.xml` and `eurofxref-daily.xml` have one shape (ecb.europa.eu, "Euro foreign exchange reference
rates"): `Cube time` for each day, and in it `Cube currency rate`. The longer one fills the gaps that an outage left.
"""

from datetime import date
from decimal import Decimal, InvalidOperation
from xml.etree import ElementTree

import httpx

from common.adapters.exchange_rates.port import DayRates, RatesUnclear, Source

CUBE = "{http://www.ecb.int/vocabulary/2002-08-01/eurofxref}Cube"
TIMEOUT_SECONDS = 10.0
LARGEST_BYTES = 1_000_000
"""Ninety days take a tenth of it."""
HIGHEST_RATE = Decimal(10) ** 10


class EcbExchangeRates:
    """See `common.adapters.exchange_rates.port.ExchangeRates`."""

    source: Source = "ecb"

    def __init__(self, url: str) -> None:
        self._url = url

    def recent(self, today: date) -> list[DayRates]:
        """The days of the document up to that one."""
        return [found for found in read_document(self._fetch()) if found.day <= today]

    def _fetch(self) -> bytes:
        content = b""
        try:
            with httpx.stream(
                "GET", self._url, timeout=TIMEOUT_SECONDS, headers={"user-agent": "atomic-influence"}
            ) as answer:
                if answer.status_code != httpx.codes.OK:
                    raise RatesUnclear(f"status {answer.status_code}")
                for part in answer.iter_bytes():
                    content += part
                    if len(content) > LARGEST_BYTES:
                        raise RatesUnclear("The answer is too large.")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise RatesUnclear(type(error).__name__) from error
        return content


def read_document(content: bytes) -> list[DayRates]:
    """All days of a document. Raises `RatesUnclear` where any part of it is not in the documented shape."""
    if b"<!" in content:  # no entities of anybody's: the document has no DTD
        raise RatesUnclear("The document declares a type.")
    try:
        root = ElementTree.fromstring(content)  # noqa: S314 - without a DTD nothing expands
        days = [_day(cube) for cube in root.iter(CUBE) if "time" in cube.attrib]
    except (ElementTree.ParseError, InvalidOperation, KeyError, ValueError) as error:
        raise RatesUnclear(f"The document is not in the documented shape: {type(error).__name__}.") from error
    if not days:
        raise RatesUnclear("The document holds no day.")
    return days


def _day(cube: ElementTree.Element) -> DayRates:
    rates = {
        line.attrib["currency"].lower(): _rate(line.attrib["rate"])
        for line in cube.iter(CUBE)
        if line is not cube
    }
    if not rates:
        raise ValueError("a day without rates")
    return DayRates(date.fromisoformat(cube.attrib["time"]), rates | {"eur": Decimal(1)})


def _rate(text: str) -> Decimal:
    rate = Decimal(text)
    if not (rate.is_finite() and 0 < rate < HIGHEST_RATE):
        raise ValueError("no rate")
    return rate
