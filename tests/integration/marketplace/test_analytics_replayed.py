"""Two hundred histories of jobs, replayed: the figures of each day are those of independent code, to the unit."""

from collections import Counter
from datetime import date, timedelta
from typing import LiteralString

from marketplace import schedule
from tests.conftest import Database
from tests.factories.deals import findings
from tests.factories.events import LambdaContext
from tests.integration.marketplace.analytics_reference import (
    MONEY_COLUMNS,
    Money,
    all_days,
    day_of,
    total_of,
    use_by_day,
)
from tests.integration.marketplace.job_histories import FOLDER, History, draw, read
from tests.integration.marketplace.replayed_jobs import Replay
from tests.typing import Connection

Figures = dict[tuple[date, str], dict[str, int]]
CURRENCIES = ["eur", "jpy", "usd"]
USE: LiteralString = (
    "total_users, total_artists, total_influencers, active_users_daily, jobs_created, jobs_closed,"
    " total_influencer_claims, system_events_logged, escrow_events_logged"
)


def test_the_files_are_what_the_seed_draws() -> None:
    assert {path.stem: path.read_text() for path in FOLDER.glob("*.csv")} == draw()


def test_the_figures_of_replayed_histories_are_those_of_independent_code(database: Database) -> None:
    history = read()
    with database.connect() as db:
        replay = Replay(db)
        replay.run(history)
        assert findings(db) == []
        replay.put_back()
        days = all_days(history)
        for night in (days[-1] + timedelta(days=1), days[-1] + timedelta(days=2)):
            counts = _count(night)
        assert (counts["days"], counts["more_due"]) == (3, 0)
        told, use = Money(history), use_by_day(history, days)
        money = {(day, currency): told.columns(day, currency) for day in days for currency in CURRENCIES}
        assert _money(db, days[-1]) == money
        assert _use(db, days[-1]) == {
            day: use[day] | {"escrow_events_logged": n} for day, n in _events(db, days)
        }
    _assert_worth_comparing(history, days, told, money)


def _assert_worth_comparing(history: History, days: list[date], told: Money, money: Figures) -> None:
    """Quiet days, borders of days and each currency are in it; refunds are the source's, without its lost cents."""
    quiet = [day for day in days if not any(any(money[day, currency].values()) for currency in CURRENCIES)]
    assert len(quiet) >= 3
    assert all(sum(money[day, c]["total_payouts"] for day in days) for c in CURRENCIES)
    assert sum(moment.hour == 23 and moment.second == 59 for moment, _, _ in history.steps()) > 50
    unfilled = [
        total_of(price)
        for job in told.jobs.values() if job.is_closed
        for price, holder in zip(job.prices, job.holders, strict=True) if holder is None
    ]  # fmt: skip
    assert sum(unfilled) == sum(row["total_refunds"] for row in money.values())


def _count(night: date) -> dict[str, int]:
    event = {"job": "marketplace-analytics", "scheduled_time": f"{night}T02:15:00Z"}
    counts: dict[str, int] = schedule.lambda_handler(event, LambdaContext())["counts"]
    return counts


def _money(db: Connection, last: date) -> Figures:
    rows = db.execute(
        "select date, currency, total_payouts, payouts_count, total_refunds, refunds_count, platform_fees, net_revenue,"
        " largest_single_payout, largest_single_refund from financial_analytics where date <= %s", (last,)
    ).fetchall()  # fmt: skip
    return {(row[0], row[1]): dict(zip(MONEY_COLUMNS, row[2:], strict=True)) for row in rows}


def _use(db: Connection, last: date) -> dict[date, dict[str, int]]:
    rows = db.execute(f"select date, {USE} from platform_analytics where date <= %s", (last,)).fetchall()
    return {row[0]: dict(zip(USE.replace(" ", "").split(","), row[1:], strict=True)) for row in rows}


def _events(db: Connection, days: list[date]) -> list[tuple[date, int]]:
    moments = db.execute("select created_at from escrow_events").fetchall()
    counted = Counter(day_of(moment) for (moment,) in moments)
    assert counted.total() > 1000
    return [(day, counted[day]) for day in days]
