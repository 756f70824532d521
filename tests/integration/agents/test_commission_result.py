"""What the platform keeps of a month's fees: for administrators, to the unit, nothing added up over currencies."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from agents import api
from tests.database.sql_functions import call as call_sql
from tests.factories.agents import make_agent
from tests.factories.deal_fees import FEE, PRICE, make_referred, pay_deal
from tests.factories.deals import make_market, value
from tests.factories.events import Answer, call, http_event
from tests.factories.ledger import account, post
from tests.factories.people import make_user
from tests.factories.rewards import make_funded_program
from tests.typing import Connection

NOW = datetime.now(UTC)
LINE = ("currency", "fees", "to_agents", "kept", "card_costs", "result")


def ask(user: UUID, **query: str) -> Answer:
    return call(
        api.lambda_handler, http_event("GET", "/api/v1/agents/commission-result", user=user, query=query)
    )


def lines(db: Connection, **query: str) -> list[tuple[object, ...]]:
    """Each currency of a month, as an administrator reads it."""
    answer = ask(make_user(db, "admin"), **query)
    assert answer.status == 200
    return [tuple(line[name] for name in LINE) for line in answer.body["currencies"]]


def test_a_month_says_what_agents_and_stripe_leave_of_the_fees(db: Connection) -> None:
    agent = make_agent(db, share_override_bp=6_000)
    pay_deal(db, make_referred(db, agent, None))
    pay_deal(db, make_market(db))
    pay_deal(db, make_referred(db, None, agent, currency="eur"), currency="eur")
    post(db, (account(db, "stripe_fees"), -150), (account(db, "stripe_clearing"), 150))
    part = FEE * 6 // 10
    usd = ("usd", 2 * FEE, part, 2 * FEE - part, 150, 2 * FEE - part - 150)
    assert lines(db) == [("eur", FEE, part, FEE - part, 0, FEE - part), usd]


def test_what_is_taken_back_is_taken_off_and_what_is_paid_out_is_not(db: Connection) -> None:
    agent = make_agent(db)
    escrow = pay_deal(db, make_referred(db, agent, agent))
    pay_deal(db, make_referred(db, agent, None))
    earning = value(db, "select id from earnings where escrow_id = %s", escrow)
    call_sql(db, "app.claw_back", earning, PRICE, "Bought")
    owed, transit = (
        account(db, purpose, user_id=agent) for purpose in ("agent_payable", "payout_in_transit")
    )
    post(db, (owed, -FEE), (transit, FEE), kind="payout")
    assert lines(db) == [("usd", FEE, FEE, 0, 0, 0)]


def test_what_the_platform_sets_aside_to_reward_people_is_no_fee(db: Connection) -> None:
    pay_deal(db, make_market(db))
    before = lines(db)
    make_funded_program(db, None, budget=FEE, currency="usd")
    assert lines(db) == before


def test_a_month_begins_and_ends_at_midnight_utc(db: Connection) -> None:
    for month, moment in (
        ("2026-01", "2026-01-31 23:59:59.999999+00"),
        ("2026-02", "2026-02-01 00:00:00+00"),
    ):
        pay_deal(db, make_market(db))
        db.execute("set session_replication_role = replica")
        db.execute("update ledger.entries set created_at = %s where created_at > '2026-11-01'", (moment,))
        db.execute("set session_replication_role = origin")
        assert lines(db, month=month) == [("usd", FEE, 0, FEE, 0, FEE)]
    assert (lines(db, month="2026-03"), lines(db)) == ([], [])


def test_it_names_the_month_and_the_share_in_general(db: Connection) -> None:
    answer = ask(make_user(db, "admin"))
    assert (answer.body["month"], answer.body["agent_share_basis_points"]) == (NOW.strftime("%Y-%m"), 10_000)
    assert ask(make_user(db, "admin"), month="2026-01").body["month"] == "2026-01"


@pytest.mark.parametrize(
    "month", ["2026-13", "2026-00", "26-01", "2026-1", "1999-12", "2026-01-01", "", "now"]
)
def test_what_is_no_month_is_refused(db: Connection, month: str) -> None:
    answer = ask(make_user(db, "admin"), month=month)
    assert (answer.status, answer.body["code"]) == (422, "VALIDATION_FAILED")


@pytest.mark.parametrize("role", ["agent", "brand", "creator"])
def test_only_administrators_are_told(db: Connection, role: str) -> None:
    answer = ask(make_user(db, role))
    assert (answer.status, answer.body["code"]) == (403, "FORBIDDEN")
