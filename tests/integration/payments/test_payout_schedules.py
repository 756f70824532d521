"""`/api/v1/wallets/{id}/payout-schedule`: a creator says when they are paid."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from payments.payouts.service import run_payouts
from tests.conftest import Database
from tests.factories.payments import assert_books_are_clean, request, wallet_id
from tests.factories.payouts import make_earning, transfers
from tests.factories.people import make_user

MONDAY = datetime(2030, 4, 1, 5, 30, tzinfo=UTC)


def path(user: UUID) -> str:
    return f"/wallets/{wallet_id(user)}/payout-schedule"


def put(user: UUID, schedule: str) -> Any:
    answer = request("PUT", path(user), user=user, body={"schedule": schedule})
    assert answer.status == 200, answer.body
    return answer.body


def test_a_wallet_begins_daily_and_shows_what_was_set(creator: UUID) -> None:
    begun = request("GET", path(creator), user=creator).body
    assert (begun["schedule"], begun["currency"]) == ("daily", "usd")
    today = datetime.now(UTC).date()
    assert date.fromisoformat(begun["next_run_on"]) - today <= timedelta(days=1)
    weekly = put(creator, "weekly")
    assert date.fromisoformat(weekly["next_run_on"]).isoweekday() == 1
    assert date.fromisoformat(put(creator, "monthly")["next_run_on"]).day == 1
    manual = put(creator, "manual")
    assert (manual["schedule"], manual["next_run_on"]) == ("manual", None)
    assert put(creator, "manual") == manual == request("GET", path(creator), user=creator).body
    assert request("GET", "/wallets", user=creator).body["data"][0]["payout_schedule"] == "manual"


def test_runs_pass_over_who_is_not_due_and_pay_when_they_are(database: Database) -> None:
    people = {}
    for schedule in ("daily", "weekly", "monthly", "manual"):
        deal, _ = make_earning(database, 10_000)
        put(deal.creator, schedule)
        people[schedule] = deal.creator
    with database.connect() as db:
        db.execute("update earnings set available_at = %s", (MONDAY - timedelta(days=1),))
    run = run_payouts(MONDAY - timedelta(days=1))
    assert (run["paid"], run["skipped"], transfers()) == (1, 0, [10_000])
    assert run_payouts(MONDAY)["paid"] == 2
    assert run_payouts(MONDAY + timedelta(days=60))["paid"] == 0
    answer = request("POST", "/payments/withdraw", user=people["manual"], body={"currency": "usd"})
    assert answer.body["code"] == "BELOW_PAYOUT_MINIMUM", "on hold by the clock of the database"
    with database.connect() as db:
        db.execute("update earnings set available_at = now() where payout_id is null")
    assert (
        request("POST", "/payments/withdraw", user=people["manual"], body={"currency": "usd"}).status == 201
    )
    assert transfers() == [10_000] * 4
    assert_books_are_clean(database)


def test_a_new_schedule_counts_from_the_next_run_on(database: Database) -> None:
    deal, _ = make_earning(database, 10_000)
    put(deal.creator, "manual")
    assert run_payouts(datetime.now(UTC))["paid"] == 0
    put(deal.creator, "daily")
    assert run_payouts(datetime.now(UTC))["paid"] == 1


def test_an_earning_says_on_which_day_its_schedule_pays_it(database: Database) -> None:
    deal, _ = make_earning(database, 10_000)
    with database.connect() as db:
        db.execute("update earnings set available_at = '2030-04-02 12:00Z'")
    days = {}
    for schedule in ("daily", "weekly", "monthly", "manual"):
        put(deal.creator, schedule)
        days[schedule] = request("GET", "/earnings", user=deal.creator).body["data"][0]["payable_on"]
    assert days == {
        "daily": "2030-04-03", "weekly": "2030-04-08", "monthly": "2030-05-01", "manual": "2030-04-03",
    }  # fmt: skip


@pytest.mark.parametrize(
    "body", [{}, {"schedule": "hourly"}, {"schedule": None}, {"schedule": "daily", "day": 1}]
)
def test_a_malformed_schedule_is_422_and_changes_nothing(creator: UUID, body: dict[str, object]) -> None:
    assert request("PUT", path(creator), user=creator, body=body).status == 422
    assert request("GET", path(creator), user=creator).body["schedule"] == "daily"


def test_anothers_wallet_and_a_brands_have_none(database: Database, owner: UUID, creator: UUID) -> None:
    with database.connect() as db:
        rival = make_user(db)
    for whose, who in ((creator, rival), (creator, owner), (owner, owner)):
        for method, body in (("GET", None), ("PUT", {"schedule": "weekly"})):
            assert request(method, path(whose), user=who, body=body).status == 404
    assert request("GET", f"/wallets/{uuid4()}/payout-schedule", user=creator).status == 404
    assert request("GET", path(creator), user=creator).body["schedule"] == "daily"
    assert request("GET", f"/wallets/{wallet_id(owner)}", user=owner).body["payout_schedule"] == "daily"


def test_a_change_stands_in_the_audit_log(database: Database, creator: UUID) -> None:
    put(creator, "weekly")
    with database.connect() as db:
        found = db.execute(
            "select user_id, action, metadata from audit_logs where resource_type = 'wallets' order by id desc limit 1"
        ).fetchone()
    assert found is not None
    assert found[:2] == (creator, "wallets.update")
    assert "weekly" in str(found[2])
