"""Figures of the platform by day: who reads them, what each counts, nights that are missed or run twice."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, LiteralString

import pytest
from psycopg.types.json import Jsonb

from marketplace import schedule
from marketplace.analytics import count
from tests.actors import Person
from tests.conftest import Database
from tests.factories.deals import make_deal as make_escrows
from tests.factories.deals import make_market
from tests.factories.events import LambdaContext
from tests.factories.money import earn, make_deal
from tests.factories.people import make_user
from tests.integration.marketplace.conftest import send
from tests.typing import Connection

TODAY = datetime.now(UTC).date()
PATHS = ("/analytics/platform", "/analytics/financial", "/analytics/aged-deposits")


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def night(day: date, context: LambdaContext | None = None) -> dict[str, int]:
    """The job, as of the night that begins a day."""
    event = {"job": "marketplace-analytics", "scheduled_time": f"{day}T02:15:00Z"}
    counts: dict[str, int] = schedule.lambda_handler(event, context or LambdaContext()).get("counts", {})
    return counts


def figures(db: Connection, query: LiteralString, *parameters: object) -> dict[date, Any]:
    """A figure by day."""
    return dict(db.execute(query, parameters).fetchall())


@pytest.fixture
def db(database: Database) -> Connection:
    return database.connect()


@pytest.fixture
def admin(db: Connection) -> Person:
    return Person(make_user(db, "admin"), send)


def first_account_was_made(db: Connection, day: date) -> None:
    db.execute("update auth.users set created_at = %s::timestamp at time zone 'UTC'", (day,))
    db.execute("update user_roles set created_at = %s::timestamp at time zone 'UTC'", (day,))


@pytest.mark.parametrize("path", PATHS)
def test_figures_are_for_administrators(db: Connection, admin: Person, path: str) -> None:
    make_market(db)
    db.execute("update wallet_transactions set completed_at = now() - interval '80 days'")
    for role in ("brand", "creator"):
        assert Person(make_user(db, role), send).refused("GET", path) == (403, "FORBIDDEN")
    assert admin.get(path)["data"] != []


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"from": "2026-02-01", "to": "2026-01-31"}, "VALIDATION_FAILED"),
        ({"from": "2025-01-01", "to": "2026-01-02"}, "VALIDATION_FAILED"),
        ({"from": "yesterday"}, "VALIDATION_FAILED"),
        ({"cursor": "WzFd"}, "CURSOR_INVALID"),
        ({"limit": "101"}, "VALIDATION_FAILED"),
    ],
)
@pytest.mark.parametrize("path", PATHS[:2])
def test_what_is_asked_wrongly_is_refused(admin: Person, path: str, query: dict[str, str], code: str) -> None:
    answer = send("GET", f"/api/v1{path}", user=admin.id, query=query)
    assert (answer.status, answer.body["code"]) == (422, code)


def test_a_currency_has_three_letters(admin: Person) -> None:
    assert send("GET", f"/api/v1{PATHS[1]}", user=admin.id, query={"currency": "euros"}).status == 422


def test_a_quiet_day_is_a_row_of_zeros_in_each_currency(db: Connection, admin: Person) -> None:
    make_market(db, currency="eur")
    first_account_was_made(db, days_ago(3))
    night(TODAY)
    answer = admin.get(PATHS[1], **{"from": str(days_ago(2)), "to": str(days_ago(2))})
    assert [row["currency"] for row in answer["data"]] == ["eur", "usd"]
    assert {value for row in answer["data"] for value in row.values() if isinstance(value, int)} == {0}
    (day,) = admin.get(PATHS[0], **{"from": str(days_ago(2)), "to": str(days_ago(2))})["data"]
    people = {"total_users": 3, "total_artists": 1, "total_influencers": 2}
    assert {name: n for name, n in day.items() if type(n) is int and n} == people


def test_a_night_that_is_run_twice_writes_the_same(db: Connection) -> None:
    make_escrows(db, make_market(db))
    first_account_was_made(db, days_ago(10))
    night(TODAY + timedelta(days=1))
    rows: LiteralString = (
        "select to_jsonb(p) - 'updated_at' from platform_analytics as p"
        " union all select to_jsonb(f) - 'updated_at' from financial_analytics as f order by 1"
    )
    before = db.execute(rows).fetchall()
    assert count.count_days(datetime.now(UTC) + timedelta(days=1), LambdaContext())["days"] == 3
    assert db.execute(rows).fetchall() == before
    assert len(before) == 22


def test_the_first_night_counts_from_the_first_account_and_a_late_one_what_is_missing(db: Connection) -> None:
    make_market(db)
    first_account_was_made(db, days_ago(100))
    assert night(days_ago(9))["days"] == 91
    assert night(days_ago(1))["days"] == 8, "six that are missing, and two that are counted again"
    assert night(TODAY)["days"] == 3
    assert len(figures(db, "select date, total_users from platform_analytics")) == 100


def test_a_night_without_time_says_that_there_is_more(db: Connection) -> None:
    class Short(LambdaContext):
        def get_remaining_time_in_millis(self) -> int:
            return 1000 * count.SPARE_SECONDS

    make_market(db)
    first_account_was_made(db, days_ago(40))
    assert night(TODAY, Short()) == {"days": 0, "rows_of_money": 0, "more_due": 1}
    assert night(TODAY + timedelta(days=1))["days"] == 41


def test_today_counts_at_once_and_a_day_is_final_after_three_nights(db: Connection, admin: Person) -> None:
    make_escrows(db, make_market(db))
    first_account_was_made(db, days_ago(5))
    night(TODAY)
    days = admin.get(PATHS[0])["data"]
    assert [day["date"] for day in days] == [str(days_ago(n)) for n in range(6)]
    assert [day["final"] for day in days] == [False, False, False, True, True, True]
    assert days[0]["escrow_events_logged"] > 0
    assert {day["escrow_events_logged"] for day in days[1:]} == {0}
    money = admin.get(PATHS[1], currency="usd")["data"]
    assert [(day["date"], day["final"]) for day in money] == [(day["date"], day["final"]) for day in days]


def test_pages_lose_and_repeat_no_day(db: Connection, admin: Person) -> None:
    make_market(db, currency="eur")
    first_account_was_made(db, days_ago(5))
    night(TODAY)
    for path in PATHS[:2]:
        whole = [{**row, "as_of": ""} for row in admin.get(path)["data"]]
        pages = admin.pages(path, limit="3")
        assert [{**row, "as_of": ""} for found in pages for row in found] == whole
        assert len(pages) == (2 if path == PATHS[0] else 4)


def test_old_deposits_come_oldest_first_in_pages(db: Connection, admin: Person) -> None:
    ages = (76, 90, 75, 120, 74)
    for days, market in zip(ages, [make_market(db) for _ in ages], strict=True):
        db.execute(
            "update wallet_transactions as t set completed_at = now() - make_interval(days => %s) from wallets as w"
            " where w.id = t.wallet_id and w.brand_id = %s", (days, market.brand),
        )  # fmt: skip
    found = [row for page in admin.pages(PATHS[2], limit="2") for row in page]
    moments = [datetime.fromisoformat(row["deposited_at"]) for row in found]
    assert [(datetime.now(UTC) - moment).days for moment in moments] == [120, 90, 76, 75]
    assert all(row["brand"]["id"] == row["brand_id"] and row["remaining"] == 1_000_000 for row in found)
    answer = send("GET", f"/api/v1{PATHS[2]}", user=admin.id, query={"cursor": "WzFd"})
    assert (answer.status, answer.body["code"]) == (422, "CURSOR_INVALID")


def test_a_day_ends_with_its_last_millisecond_in_utc(db: Connection) -> None:
    market = make_market(db)
    last, first = (
        datetime.combine(days_ago(1), datetime.min.time(), UTC) - timedelta(milliseconds=n) for n in (1, 0)
    )
    for at, gigs in ((last, 2), (first, 3)):
        for _ in range(gigs):
            db.execute("insert into gigs (brand_id, created_by, mode, title, currency, slots_total, created_at)"
                       " values (%s, %s, 'claim', 'Tea', 'usd', 1, %s)", (market.brand, market.owner, at))  # fmt: skip
    db.execute("update auth.users set created_at = %s", (first,))
    night(TODAY)
    assert figures(db, "select date, jobs_created from platform_analytics") == {
        days_ago(3): 0, days_ago(2): 2, days_ago(1): 3,
    }  # fmt: skip
    assert figures(db, "select date, total_users from platform_analytics")[days_ago(2)] == 0


def test_who_was_deleted_is_counted_until_then(db: Connection) -> None:
    market = make_market(db)
    first_account_was_made(db, days_ago(3))
    db.execute("update auth.users set status = 'banned' where id = %s", (market.owner,))
    db.execute("update auth.users set status = 'deleted' where id = %s", (market.creator,))
    db.execute("set session_replication_role = replica")
    db.execute("update user_status_log set created_at = created_at - interval '1 day'")
    db.execute("set session_replication_role = origin")
    night(TODAY)
    assert figures(db, "select date, total_users from platform_analytics") == {
        days_ago(3): 2, days_ago(2): 2, days_ago(1): 1,
    }  # fmt: skip


def test_net_revenue_is_fees_less_what_was_taken_back_and_what_stripe_kept(db: Connection) -> None:
    deal = make_deal(db)
    earning = earn(db, deal, 10_000)
    db.execute("select app.claw_back(%s, 4500, 'late')", (earning,))
    kept = [{"id": "txn_1", "type": "charge", "origin_id": "pi_1", "amount": 10_000, "fee": 320, "currency": "usd",
             "occurred_at": "2026-01-01T00:00:00Z"}]  # fmt: skip
    db.execute("select app.book_balance_transactions(%s)", (Jsonb(kept),))
    night(TODAY + timedelta(days=1))
    found = db.execute(
        "select platform_fees, net_revenue, total_refunds, total_payouts from financial_analytics"
        " where date = %s and currency = 'usd'", (TODAY,)
    ).fetchone()  # fmt: skip
    assert found == (1000, 1000 - 500 - 320, 0, 0), "what comes back from a creator is no refund"


def test_a_split_is_a_fee_and_a_refund(db: Connection) -> None:
    escrow = make_escrows(db, make_market(db), 10_000)[0]
    db.execute("set session_replication_role = replica")
    db.execute(
        "update escrows set status = 'disputed', disputed_from = 'under_review' where id = %s", (escrow,)
    )
    db.execute("set session_replication_role = origin")
    db.execute(
        "select app.split_escrow(e, 4000, now(), 'decided') from escrows as e where id = %s", (escrow,)
    )
    night(TODAY + timedelta(days=1))
    found = db.execute(
        "select platform_fees, net_revenue, total_refunds, refunds_count, largest_single_refund"
        " from financial_analytics where date = %s and currency = 'usd'", (TODAY,)
    ).fetchone()  # fmt: skip
    assert found == (400, 400, 6600, 1, 6600)
