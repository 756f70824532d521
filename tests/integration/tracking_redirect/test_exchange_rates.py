"""Orders in another currency than their campaign, counted at the rate of their day; and the job that brings rates."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from common.adapters.exchange_rates.port import DayRates, RatesUnclear, Source
from common.adapters.exchange_rates.stub import RATES
from common.errors import NotConfigured
from tests.conftest import Database
from tests.factories.campaigns import make_campaign
from tests.factories.events import Answer, LambdaContext
from tests.factories.links import ask, make_link
from tests.integration.tracking_redirect.events_of_days import TODAY
from tests.integration.tracking_redirect.orders import click, order, report
from tests.typing import Connection
from tracking_redirect import schedule
from tracking_redirect.aggregation.service import aggregate_day
from tracking_redirect.exchange_rates import service


def publish(db: Connection, rates: dict[str, str], day: date = TODAY) -> None:
    for currency, rate in ({"eur": "1"} | rates).items():
        db.execute(
            "insert into exchange_rates (day, currency, rate, source) values (%s, %s, %s, 'ecb')",
            (day, currency, Decimal(rate)),
        )


def run(at: datetime) -> Any:
    event = {"job": "exchange-rates", "scheduled_time": at.isoformat()}
    return schedule.lambda_handler(event, LambdaContext())


def counted(answer: Answer) -> tuple[int, str]:
    return answer.body["value"], answer.body["currency"]


@pytest.mark.parametrize(
    ("value", "currency", "rates", "into", "counts"),
    [
        (1_000, "eur", {"usd": "1.0852"}, "usd", 1_085),
        (1_000, "GBP", {"usd": "1.10", "gbp": "0.85"}, "usd", 1_294),
        (1_000, "jpy", {"jpy": "160"}, "eur", 625),  # yen have no smaller unit
        (1_000, "eur", {"jpy": "160"}, "jpy", 1_600),
        (1_000, "jpy", {"jpy": "160", "krw": "1500", "usd": "1.10"}, "usd", 688),  # 687.5, to the even one
        (1_000, "krw", {"krw": "1500", "jpy": "160"}, "jpy", 107),
        (5, "eur", {"usd": "1.1"}, "usd", 6),  # 5.5
        (15, "eur", {"usd": "1.1"}, "usd", 16),  # 16.5: half up would be 17
        (25, "eur", {"usd": "1.1"}, "usd", 28),  # 27.5
        (1, "idr", {"idr": "17500"}, "eur", 0),
        (10**12, "eur", {"jpy": "160.13"}, "jpy", 1_601_300_000_000),
        (10**12, "idr", {"idr": "17500", "usd": "1.1"}, "usd", 62_857_143),
    ],
)
def test_an_order_counts_at_the_rate_of_its_day(  # noqa: PLR0917 - a table of sums
    database: Database, owner: UUID, value: int, currency: str, rates: dict[str, str], into: str, counts: int
) -> None:
    with database.connect() as db:
        publish(db, rates)
        campaign = make_campaign(db, owner, currency=into)
        code = make_link(db, campaign)
    answer = report(owner, order(click(code), value=value, currency=currency))
    assert counted(answer) == (counts, into)
    (kept,) = ask("GET", f"campaigns/{campaign}/conversions", owner).body["data"]
    assert (kept["order_value"], kept["order_currency"]) == (value, currency.lower())
    assert kept["rate_day"] == str(TODAY)
    one = Decimal(rates.get(into, "1")) / Decimal(rates.get(currency.lower(), "1"))
    assert abs(Decimal(kept["exchange_rate"]) / one - 1) < Decimal("1e-10")


def test_the_last_rate_of_the_week_before_counts_and_none_older(
    database: Database, owner: UUID, code: str
) -> None:
    with database.connect() as db:
        publish(db, {"usd": "9"}, TODAY - timedelta(days=8))
        missing = report(owner, order(click(code), currency="eur"))
        assert (missing.status, missing.body["code"]) == (503, "EXCHANGE_RATE_MISSING")
        assert missing.headers["retry-after"] == "3600"
        assert missing.body["details"] == [{"currency": "eur", "day": str(TODAY)}]
        assert db.execute("select count(*) from conversions").fetchone() == (0,)
        publish(db, {"usd": "1.5"}, TODAY - timedelta(days=7))
        assert counted(report(owner, order(click(code), currency="eur", value=100))) == (150, "usd")
        publish(db, {"usd": "1.2"}, TODAY - timedelta(days=1))
        assert counted(report(owner, order(click(code), order_id="2", currency="eur", value=100))) == (
            120,
            "usd",
        )
        publish(db, {"usd": "7"}, TODAY + timedelta(days=1))
        assert counted(report(owner, order(click(code), order_id="3", currency="eur", value=100))) == (
            120,
            "usd",
        )


def test_both_legs_are_of_one_day(database: Database, owner: UUID, code: str) -> None:
    with database.connect() as db:
        publish(db, {"usd": "1.2", "gbp": "0.8"}, TODAY - timedelta(days=1))
        publish(db, {"usd": "1.3"})
    assert counted(report(owner, order(click(code), currency="gbp", value=100))) == (150, "usd")


def test_a_currency_without_reference_rates_is_refused(database: Database, owner: UUID, code: str) -> None:
    with database.connect() as db:
        publish(db, {"usd": "1.1"})
    refused = report(owner, order(click(code), currency="kwd"))
    assert (refused.status, refused.body["code"]) == (422, "CURRENCY_MISMATCH")
    assert refused.body["details"] == [{"expected": "usd"}]


def test_an_order_that_comes_again_is_the_same_in_its_own_currency(
    database: Database, owner: UUID, code: str
) -> None:
    with database.connect() as db:
        publish(db, {"usd": "1.1"})
    body = order(click(code), currency="eur", value=100)
    assert counted(report(owner, body)) == (110, "usd")
    with database.connect() as db:
        db.execute("update exchange_rates set rate = 2 where currency = 'usd'")
    again = report(owner, body)
    assert (again.body["is_new"], counted(again)) == (False, (110, "usd")), "its rate stays"
    for other in ({"value": 110, "currency": "usd"}, {"value": 100, "currency": "usd"}, {"value": 110}):
        assert report(owner, body | other).body["code"] == "ORDER_CONVERTED"


def test_refunds_of_all_of_it_leave_nothing_in_any_currency(
    database: Database, owner: UUID, campaign: UUID, code: str
) -> None:
    with database.connect() as db:
        publish(db, {"usd": "1.1"})
    report(owner, order(click(code), currency="eur", value=15))  # 16.5, so 16
    change: dict[str, object] = {
        "action": "refund", "campaign_id": str(campaign), "order_id": "order-1", "currency": "eur",
    }  # fmt: skip
    left = [report(owner, change | {"reference": str(n), "value": 5}) for n in range(3)]
    assert [counted(answer) for answer in left] == [(11, "usd"), (6, "usd"), (0, "usd")]
    other = report(owner, change | {"reference": "x", "value": 1, "currency": "usd"})
    assert (other.body["code"], other.body["details"]) == ("CURRENCY_MISMATCH", [{"expected": "eur"}])
    aggregate_day(TODAY)
    whole = ask("GET", f"campaigns/{campaign}/performance", owner).body
    assert (whole["total_conversions"], whole["conversion_value"]) == (0, 0)


class Published:
    """A publisher with these days; or none that answers."""

    def __init__(self, source: Source, *days: DayRates) -> None:
        self.source = source
        self.days = list(days)

    def recent(self, today: date) -> list[DayRates]:
        """Whatever it has."""
        if not self.days:
            raise RatesUnclear(f"closed on {today}")
        return self.days


class TestTheJob:
    """Fired by its name."""

    AT = datetime(TODAY.year, TODAY.month, TODAY.day, 15, 30, tzinfo=UTC)

    def rates(self, database: Database) -> dict[tuple[date, str], tuple[Decimal, str]]:
        with database.connect() as db:
            rows = db.execute("select day, currency, rate, source from exchange_rates").fetchall()
        return {(day, currency): (rate, source) for day, currency, rate, source in rows}

    def test_it_fills_the_gaps_and_changes_nothing_that_is_there(self, database: Database) -> None:
        counts = run(self.AT)["counts"]
        whole = self.rates(database)
        assert counts == {"days": len({day for day, _ in whole}), "rates": len(whole)}
        assert len(whole) == counts["days"] * len(RATES)
        assert run(self.AT) == {"status": "done"}
        with database.connect() as db:
            db.execute("delete from exchange_rates where currency = 'usd'")
            db.execute("update exchange_rates set rate = 2 where currency = 'gbp'")
        assert run(self.AT + timedelta(hours=1))["counts"]["rates"] == counts["days"]
        healed = self.rates(database)
        assert healed.keys() == whole.keys()
        assert {rate for (_, currency), (rate, _) in healed.items() if currency == "gbp"} == {2}

    def test_real_rates_take_the_place_of_a_stubs_and_never_the_other_way(
        self, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        usd = (TODAY, "usd")

        def fetch(source: Source, rate: str, hours: int) -> tuple[Decimal, str]:
            publisher = Published(
                source, DayRates(TODAY, {"eur": Decimal(1), "usd": Decimal(rate), "xyz": Decimal(3)})
            )
            monkeypatch.setattr(service, "exchange_rates", lambda: publisher)
            run(self.AT + timedelta(hours=hours))
            return self.rates(database)[usd]

        assert fetch("stub", "1.1", 0) == (Decimal("1.1"), "stub")
        assert fetch("ecb", "1.2", 1) == (Decimal("1.2"), "ecb")
        assert fetch("ecb", "1.3", 2) == (Decimal("1.2"), "ecb"), "an order was counted by it"
        assert fetch("stub", "1.4", 3) == (Decimal("1.2"), "ecb")
        assert (TODAY, "xyz") not in self.rates(database), "nobody's orders are in it"

    def test_a_publisher_that_does_not_answer_is_a_failed_run(
        self, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(service, "exchange_rates", lambda: Published("ecb"))
        with pytest.raises(RatesUnclear):
            run(self.AT)
        assert self.rates(database) == {}
        monkeypatch.undo()

    def test_in_prod_without_an_address_nothing_is_pretended(
        self, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from common.settings import settings

        monkeypatch.setenv("STAGE", "prod")
        settings.cache_clear()
        try:
            with pytest.raises(NotConfigured):
                run(self.AT)
        finally:
            settings.cache_clear()
        assert self.rates(database) == {}
