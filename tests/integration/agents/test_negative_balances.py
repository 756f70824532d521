"""Agents who were paid what is taken back: who still owes it after 90 days, for administrators to see."""

from datetime import timedelta
from uuid import UUID

import pytest

from agents import api
from common.pagination import encode_cursor
from tests.conftest import Database
from tests.factories.agents import make_agent
from tests.factories.commissions import make_earning_agent, owe, take_back
from tests.factories.events import Answer, call, http_event
from tests.factories.money import connect_account, earn, make_deal
from tests.typing import Connection


def ask(user: UUID | None, **query: str) -> Answer:
    return call(
        api.lambda_handler, http_event("GET", "/api/v1/agents/negative-balances", user=user, query=query or None)
    )  # fmt: skip


def let_pass(db: Connection, days: int) -> None:
    """As if all that was booked so far had been booked so many days earlier."""
    with db.transaction():
        db.execute("set local session_replication_role = replica")
        db.execute("update ledger.entries set created_at = created_at - %s", (timedelta(days=days),))


def pay(db: Connection) -> None:
    """A run, whose transfers are made."""
    db.execute("select app.prepare_payouts('2999-01-01')")
    db.execute("select app.settle_payout(id, 'tr_' || id) from payouts where status = 'pending'")


def make_debtor(db: Connection, taken: int, currency: str = "usd", *, paid: int = 5_000) -> UUID:
    """An agent who was paid, and of whom so much is taken back."""
    agent = make_agent(db, display_name=f"Agent of {taken}")
    connect_account(db, agent)
    commission = owe(db, agent, paid, currency=currency)
    pay(db)
    take_back(db, commission, taken)
    return agent


def test_who_owes_for_ninety_days_is_listed_the_oldest_first_page_by_page(
    database: Database, admin: UUID
) -> None:
    with database.connect() as db:
        first = make_debtor(db, 4_000)
        let_pass(db, 5)
        second = make_debtor(db, 3_000, "eur")
        let_pass(db, 86)
        make_debtor(db, 2_000)
    page = ask(admin)
    assert page.status == 200, page.body
    found = [(row["agent_user_id"], row["currency"], row["balance"], row["commission_balance"])
             for row in page.body["data"]]  # fmt: skip
    assert found == [(str(first), "usd", -4_000, -4_000)], "91 days, and 86"
    everybody = ask(admin, days="0").body["data"]
    assert [row["balance"] for row in everybody] == [-4_000, -3_000, -2_000]
    walked, cursor = [], None
    while True:
        answer = ask(admin, days="0", limit="1", **({"cursor": cursor} if cursor else {}))
        walked += answer.body["data"]
        cursor = answer.body["next_cursor"]
        if cursor is None:
            break
    assert walked == everybody
    assert everybody[1]["agent_user_id"] == str(second)
    assert everybody[0]["display_name"] == "Agent of 4000"


def test_what_comes_later_ends_it_and_the_time_begins_anew(database: Database, admin: UUID) -> None:
    with database.connect() as db:
        agent = make_debtor(db, 3_000)
        let_pass(db, 60)
        commission = owe(db, agent, 3_000, days=30)
        let_pass(db, 40)
        assert ask(admin).body["data"] == []
        take_back(db, commission, 1_000)
    assert ask(admin).body["data"] == [], "below zero since today"
    assert [row["balance"] for row in ask(admin, days="0").body["data"]] == [-1_000]


def test_what_they_earned_as_creators_counts(database: Database, admin: UUID) -> None:
    with database.connect() as db:
        deal = make_deal(db)
        make_earning_agent(db, deal)
        commission = owe(db, deal.creator, 5_000)
        pay(db)
        take_back(db, commission, 4_000)
        earn(db, deal, 4_000)
        let_pass(db, 100)
        rows = ask(admin).body["data"]
        assert [(row["balance"], row["commission_balance"]) for row in rows] == [(-400, -4_000)]
        earn(db, deal, 1_000)
    assert ask(admin, days="0").body["data"] == []


@pytest.mark.parametrize("query", [{"days": "-1"}, {"days": "3651"}, {"days": "x"}, {"cursor": "bm8"}])
def test_nonsense_is_refused(database: Database, admin: UUID, query: dict[str, str]) -> None:
    assert ask(admin, **query).status == 422


def test_a_cursor_of_another_list_is_refused(database: Database, admin: UUID) -> None:
    for key in (("2030-01-01", admin, "usd"), (1, admin, "usd"), ("2030-01-01T00:00:00+00:00", "x", "usd")):
        assert ask(admin, cursor=encode_cursor(*key)).body["code"] == "CURSOR_INVALID"


def test_it_is_for_administrators(database: Database, admin: UUID) -> None:
    with database.connect() as db:
        agent = make_debtor(db, 4_000)
        let_pass(db, 100)
    assert ask(agent).status == 403
    assert len(ask(admin).body["data"]) == 1
