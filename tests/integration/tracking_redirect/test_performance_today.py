"""Today counts in every report, by the same counts as the night's: a number does not change because a night passed."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from common.database import transaction
from common.identity import SERVICE
from common.user_agents.classes import UserAgent
from tests.conftest import Database
from tests.factories.campaigns import make_campaign
from tests.factories.events import LambdaContext
from tests.factories.links import PHONE, ask, make_link
from tests.integration.tracking_redirect.events_of_days import BOT, TODAY, id_of, noon, record
from tests.integration.tracking_redirect.reports import order, report
from tests.typing import Connection
from tracking_redirect import schedule
from tracking_redirect.aggregation import repository, service

YESTERDAY = TODAY - timedelta(days=1)
FRESH = {"as_of", "final", "final_through"}
NEW_PROGRAM = "Mozilla/5.0 (compatible; NeverSeenBot/1.0; +https://bots.example.com)"


@pytest.fixture
def db(database: Database) -> Connection:
    connection = database.connect()
    connection.execute("select app.make_tracking_partitions(%s, 2)", (YESTERDAY,))
    return connection


def busy_yesterday(db: Connection, code: str) -> None:
    """Five clicks of three visitors, two of them again within the hour; programs, known and not; a view, an order."""
    visitors = [uuid4() for _ in range(3)]
    for minutes, visitor in ((0, 0), (10, 0), (59, 1), (60, 1), (61, 2)):
        record(db, code, at=noon(YESTERDAY, minutes=minutes), visitor=visitors[visitor])
    for agent in (BOT, NEW_PROGRAM, ""):
        record(db, code, at=noon(YESTERDAY), agent=agent)
    record(db, code, at=noon(YESTERDAY, hours=2), kind="view")
    order(db, code, "1", 1_250, at=noon(YESTERDAY))


EXPECTED = {
    "total_clicks": 5, "unique_clicks": 4, "total_scans": 0, "total_views": 1, "total_conversions": 1,
    "conversion_value": 1_250,
}  # fmt: skip


def without_freshness(answer: dict[str, Any]) -> dict[str, Any]:
    days = [{k: v for k, v in row.items() if k != "final"} for row in answer.get("data", [])]
    return {k: v for k, v in answer.items() if k not in FRESH} | ({"data": days} if "data" in answer else {})


PATHS: tuple[tuple[str, dict[str, str]], ...] = (
    ("performance", {}),
    ("performance/daily", {}),
    ("performance/links", {}),
    *(("performance/breakdown", {"by": by}) for by in ("device", "browser", "referrer", "country")),
)


def test_every_report_says_the_same_before_and_after_the_night(
    db: Connection, owner: UUID, campaign: UUID
) -> None:
    code = make_link(db, campaign)
    busy_yesterday(db, code)
    before = [report(owner, campaign, path, **query) for path, query in PATHS]
    assert EXPECTED.items() <= before[0].items()
    assert before[0]["final_through"] < str(YESTERDAY)
    service.count_finished_hours(noon())
    between = [report(owner, campaign, path, **query) for path, query in PATHS]
    service.run_nightly(noon())
    after = [report(owner, campaign, path, **query) for path, query in PATHS]
    assert after[0]["final_through"] == str(YESTERDAY)
    assert (
        [*map(without_freshness, before)]
        == [*map(without_freshness, between)]
        == [*map(without_freshness, after)]
    )
    assert [row["final"] for row in after[1]["data"][-2:]] == [True, False]


def test_a_click_counts_at_once_and_so_does_its_order(db: Connection, owner: UUID) -> None:
    campaign = make_campaign(db, owner, budget_spent=1_000)
    code = make_link(db, campaign)
    now = datetime.now(UTC)
    record(db, code, at=now)
    order(db, code, "1", 1_500, at=now)
    found = report(owner, campaign)
    assert (found["total_clicks"], found["total_conversions"], found["return_on_investment"]) == (
        1,
        1,
        "0.5000",
    )
    assert (found["final"], found["final_through"] < str(TODAY)) == (False, True)
    today = report(owner, campaign, "performance/daily", **{"from": str(TODAY)})
    assert (today["final"], today["data"][0]["final"], today["data"][0]["clicks"]) == (False, False, 1)
    table = ask("GET", f"campaigns/{campaign}/performance.csv", owner, query={"from": str(TODAY)})
    _, line = table.body.splitlines()
    assert line.startswith(f'"{TODAY}","1","1","0","1","15.00","usd","0","no","')


def test_what_comes_late_for_an_hour_that_was_counted_counts_at_once(
    db: Connection, owner: UUID, campaign: UUID, database: Database
) -> None:
    code = make_link(db, campaign)
    record(db, code, at=noon(YESTERDAY))
    service.count_finished_hours(noon())
    row = db.execute(
        "select json_build_array(json_build_object('id', uuidv7(), 'at', %s::timestamptz, 'type', 'click', 'link', id,"
        " 'campaign', campaign_id, 'brand', brand_id, 'agent', %s::text, 'referrer', '', 'scan', true))"
        " from tracking_links", (noon(YESTERDAY), PHONE),
    ).fetchone()  # fmt: skip
    assert row is not None
    db.execute("select app.store_visits(%s)", (str(row[0]).replace("'", '"').replace("True", "true"),))
    found = report(owner, campaign)
    assert (found["total_clicks"], found["total_scans"]) == (2, 1)


def test_no_rate_is_above_one_whoever_ordered(db: Connection, owner: UUID, campaign: UUID) -> None:
    """Several orders of one click, an order of what looked like a program, one of a link that is switched off."""
    code = make_link(db, campaign)
    clicks = {agent: id_of(noon(YESTERDAY)) for agent in (PHONE, BOT)}
    for agent, click in clicks.items():
        record(db, code, at=noon(YESTERDAY), agent=agent, click_id=click)
    service.count_finished_hours(noon())
    assert report(owner, campaign)["total_clicks"] == 1
    for number, agent in enumerate((PHONE, PHONE, BOT)):
        order(db, code, str(number), 100, at=noon(), click=clicks[agent])
    db.execute("update tracking_links set disabled_at = now()")
    for _ in range(2):
        found = report(owner, campaign)
        assert (found["total_clicks"], found["converted_clicks"], found["conversion_rate"]) == (
            2,
            2,
            "1.0000",
        )
        assert found["total_conversions"] == 3
        [link] = report(owner, campaign, "performance/links")["data"]
        assert (link["clicks"], link["converted_clicks"], link["conversion_rate"]) == (2, 2, "1.0000")
        service.run_nightly(noon())


def test_an_order_of_a_program_has_its_aggregated_day_counted_again(
    db: Connection, owner: UUID, campaign: UUID
) -> None:
    code = make_link(db, campaign)
    click = id_of(noon(YESTERDAY))
    record(db, code, at=noon(YESTERDAY), agent=BOT, click_id=click)
    service.run_nightly(noon())
    assert report(owner, campaign)["total_clicks"] == 0
    order(db, code, "1", 100, at=noon(), click=click)
    waiting = report(owner, campaign)
    assert (waiting["total_conversions"], waiting["converted_clicks"], waiting["conversion_rate"]) == (
        1,
        0,
        None,
    )
    service.run_nightly(noon())
    counted = report(owner, campaign)
    assert (counted["total_clicks"], counted["conversion_rate"]) == (1, "1.0000")


@pytest.mark.parametrize("days", [0, 1, 3])
def test_no_rate_is_above_one_though_a_list_grew(
    db: Connection, owner: UUID, campaign: UUID, days: int
) -> None:
    """Clicks that were counted as a program's, of which a newer list says that a person made them."""
    at = datetime.now(UTC).replace(minute=0) - timedelta(days=days, hours=0 if days else 2)
    db.execute("select app.make_tracking_partitions(%s, 5)", (TODAY - timedelta(days=4),))
    code = make_link(db, campaign)
    clicks = {agent: id_of(at) for agent in (PHONE, BOT)}
    for agent, click in clicks.items():
        record(db, code, at=at, agent=agent, click_id=click)
    service.count_finished_hours(datetime.now(UTC))
    service.run_nightly(noon())
    assert report(owner, campaign)["total_clicks"] == 1
    known = UserAgent(user_agent=BOT, device="mobile", browser="B", os="O", is_bot=False)
    with transaction(SERVICE) as tx:
        assert repository.save_user_agents(tx, [known], "newer") == 1
    for number, agent in enumerate((PHONE, BOT)):
        order(db, code, str(number), 100, at=at, click=clicks[agent])
    for _ in range(2):
        found = report(owner, campaign)
        assert found["converted_clicks"] <= found["total_clicks"]
        service.run_nightly(noon())
    assert (found["total_clicks"], found["conversion_rate"]) == (2, "1.0000")


def test_a_breakdown_says_from_which_day_it_counts(db: Connection, owner: UUID, campaign: UUID) -> None:
    code = make_link(db, campaign)
    record(db, code, at=noon(YESTERDAY))
    within = report(owner, campaign, "performance/breakdown", by="device", **{"from": str(YESTERDAY)})
    behind = report(owner, campaign, "performance/breakdown", by="device")
    assert within["counted_from"] == behind["counted_from"] == str(YESTERDAY)
    long_ago = report(owner, campaign, "performance/breakdown", by="device",
                      **{"from": "2025-01-01", "to": "2025-01-31"})  # fmt: skip
    assert (long_ago["counted_from"], long_ago["data"], long_ago["final"]) == ("2025-02-01", [], True)


def test_a_late_day_is_not_final_until_it_is_counted_again(
    db: Connection, owner: UUID, campaign: UUID
) -> None:
    service.run_nightly(noon())
    db.execute("insert into tracking_late_days (day) values (%s)", (YESTERDAY,))
    job = {"job": "tracking-hours", "scheduled_time": f"{TODAY}T01:06:00Z"}
    assert report(owner, campaign)["final_through"] == str(YESTERDAY - timedelta(days=1))
    schedule.lambda_handler(job, LambdaContext())
    assert report(owner, campaign)["final_through"] == str(YESTERDAY)
