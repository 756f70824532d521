"""What an agent earned: the agent's to read and administrators', page by page and as a file; no word of the deals."""

import csv
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from agents import api, schedule
from agents.commissions import service
from tests.conftest import Database
from tests.database.sql_functions import call as call_sql
from tests.factories.agents import make_agent
from tests.factories.deal_fees import FEE, PRICE, commissions, make_referred, pay_deal
from tests.factories.deals import Market, value
from tests.factories.events import Answer, LambdaContext, call, http_event
from tests.factories.people import make_user
from tests.typing import Connection

TODAY = datetime.now(UTC).date()


@pytest.fixture
def agent(db: Connection) -> UUID:
    return make_agent(db)


@pytest.fixture
def market(db: Connection, agent: UUID) -> Market:
    """A brand whom the agent brought, and a creator."""
    return make_referred(db, agent, None)


def ask(user: UUID, agent: object, path: str = "commissions", **query: Any) -> Answer:
    event = http_event(
        "GET", f"/api/v1/agents/{agent}/{path}", user=user, query={k: str(v) for k, v in query.items()}
    )
    return call(api.lambda_handler, event)


def take_back(db: Connection, escrow: UUID, amount: int = PRICE) -> None:
    earning = value(db, "select id from earnings where escrow_id = %s and kind = 'earned'", escrow)
    call_sql(db, "app.claw_back", earning, amount, "The post was bought")


def test_an_agent_reads_what_they_earned(db: Connection, agent: UUID, market: Market) -> None:
    pay_deal(db, market)
    answer = ask(agent, agent)
    assert answer.status == 200
    (row,) = answer.body["data"]
    due = value(db, "select available_at from commissions")
    assert datetime.fromisoformat(row.pop("available_at")) == due
    assert row.pop("id") == str(value(db, "select id from commissions"))
    assert row == {
        "agent_user_id": str(agent), "kind": "earned", "side": "brand", "amount": FEE, "currency": "usd",
        "status": "pending", "month": TODAY.strftime("%Y-%m"), "payout_id": None, "paid_at": None, "reverses": None,
        "escrow_id": None, "base_fee": None, "ledger_transaction_id": None,
    }  # fmt: skip
    assert answer.body["totals"] == [{"currency": "usd", "status": "pending", "amount": FEE, "count": 1}]


def test_nothing_of_the_deal_is_told_to_the_agent(db: Connection, agent: UUID, market: Market) -> None:
    escrow = pay_deal(db, market)
    take_back(db, escrow, PRICE // 2)
    deal = value(db, "select deal_id from escrows where id = %s", escrow)
    told = str(ask(agent, agent).body) + str(ask(agent, agent, "commissions.csv").body)
    for secret in (escrow, deal, market.brand, market.owner, market.creator, "A video", "bought"):
        assert str(secret) not in told


def test_administrators_read_of_which_deal_it_is(db: Connection, agent: UUID, market: Market) -> None:
    escrow = pay_deal(db, market)
    (row,) = ask(make_user(db, "admin"), agent).body["data"]
    assert (row["escrow_id"], row["base_fee"]) == (str(escrow), FEE)
    assert row["ledger_transaction_id"] == str(value(db, "select ledger_transaction_id from commissions"))


@pytest.mark.parametrize("path", ["commissions", "commissions.csv"])
def test_nobody_else_finds_it(db: Connection, agent: UUID, market: Market, path: str) -> None:
    pay_deal(db, market)
    for other in (market.owner, market.creator, make_agent(db)):
        assert (ask(other, agent, path).status, ask(other, agent, path).body["code"]) == (404, "NOT_FOUND")
    for nobody in (market.owner, uuid4()):
        assert ask(agent, nobody, path).status == 404
        assert ask(make_user(db, "admin"), nobody, path).status == 404
    assert ask(market.owner, market.owner, path).status == 404
    assert ask(agent, "me", path).status in (404, 422)


def test_without_commissions_the_list_is_empty(agent: UUID) -> None:
    assert ask(agent, agent).body == {"data": [], "next_cursor": None, "totals": []}


def test_what_is_taken_back_stands_below_what_it_is_taken_from(
    db: Connection, agent: UUID, market: Market
) -> None:
    first, second = pay_deal(db, market), pay_deal(db, market)
    take_back(db, first)
    take_back(db, second, PRICE // 2)
    answer = ask(agent, agent)
    half = FEE * (PRICE // 2) // PRICE
    assert [(row["kind"], row["amount"], row["status"]) for row in answer.body["data"]] == [
        ("reversal", -half, "pending"), ("reversal", -FEE, "reversed"), ("earned", FEE, "pending"),
        ("earned", FEE, "reversed"),
    ]  # fmt: skip
    assert answer.body["data"][0]["reverses"] == answer.body["data"][2]["id"]
    assert answer.body["totals"] == [
        {"currency": "usd", "status": "pending", "amount": FEE - half, "count": 2},
        {"currency": "usd", "status": "reversed", "amount": 0, "count": 2},
    ]


def test_pages_follow_each_other_and_totals_are_of_all_of_them(
    db: Connection, agent: UUID, market: Market
) -> None:
    for _ in range(3):
        pay_deal(db, market)
    first = ask(agent, agent, limit=2).body
    second = ask(agent, agent, limit=2, cursor=first["next_cursor"]).body
    ids = [row["id"] for row in first["data"] + second["data"]]
    assert ids == [
        str(row[0]) for row in db.execute("select id from commissions order by id desc").fetchall()
    ]
    assert (second["next_cursor"], first["totals"], second["totals"]) == (
        None, [{"currency": "usd", "status": "pending", "amount": 3 * FEE, "count": 3}], first["totals"],
    )  # fmt: skip
    assert ask(agent, agent, cursor="x").body["code"] == "CURSOR_INVALID"


def test_filters_choose_rows_and_totals_alike(db: Connection, agent: UUID, market: Market) -> None:
    pay_deal(db, market)
    db.execute("select app.mature_commissions('infinity')")
    pay_deal(db, make_referred(db, agent, None, currency="eur"), 20_000, "eur")
    db.execute(
        "update commissions set created_at = %s where currency = 'eur'",
        (datetime(2026, 3, 1, 0, tzinfo=UTC),),
    )

    def amounts(**query: Any) -> list[int]:
        body = ask(agent, agent, **query).body
        assert sum(row["amount"] for row in body["data"]) == sum(total["amount"] for total in body["totals"])
        return [row["amount"] for row in body["data"]]

    assert amounts() == [2_000, FEE]
    assert (amounts(status="available"), amounts(status="pending"), amounts(status="paid")) == (
        [FEE],
        [2_000],
        [],
    )
    assert (amounts(currency="EUR"), amounts(currency="usd"), amounts(currency="jpy")) == ([2_000], [FEE], [])
    assert (amounts(to="2026-03-01"), amounts(to="2026-02-28")) == ([2_000], [])
    assert (amounts(**{"from": "2026-03-01"}), amounts(**{"from": "2026-03-02"})) == ([2_000, FEE], [FEE])
    assert amounts(**{"from": "2026-03-01"}, to="2026-03-01", status="pending", currency="eur") == [2_000]


@pytest.mark.parametrize(
    "query",
    [
        {"status": "x"},
        {"currency": "dollars"},
        {"from": "yesterday"},
        {"to": "2026-02-30"},
        {"limit": 101},
        {"limit": 0},
    ],
)
def test_what_cannot_be_asked_is_refused(agent: UUID, query: dict[str, Any]) -> None:
    answer = ask(agent, agent, **query)
    assert (answer.status, answer.body["code"]) == (422, "VALIDATION_FAILED")


def test_it_is_a_file_too_oldest_first_with_amounts_as_people_write_them(
    db: Connection, agent: UUID, market: Market
) -> None:
    escrow = pay_deal(db, market)
    take_back(db, escrow, PRICE // 2)
    answer = ask(agent, agent, "commissions.csv")
    assert answer.headers["content-disposition"] == f'attachment; filename="commissions-{agent}.csv"'
    rows = list(csv.DictReader(str(answer.body).lstrip("\ufeff").splitlines()))
    assert [(row["kind"], row["side"], row["amount"], row["currency"], row["status"]) for row in rows] == [
        ("earned", "brand", "10.03", "usd", "pending"), ("reversal", "brand", "-5.01", "usd", "pending"),
    ]  # fmt: skip
    assert {row["month"] for row in rows} == {TODAY.strftime("%Y-%m")}


def test_a_file_that_would_be_too_long_is_refused(
    db: Connection, agent: UUID, market: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "LONGEST_FILE", 1)
    pay_deal(db, market)
    assert ask(agent, agent, "commissions.csv").status == 200
    pay_deal(db, market)
    answer = ask(agent, agent, "commissions.csv")
    assert (answer.status, answer.body["code"]) == (409, "COMMISSION_FILE_TOO_LONG")
    assert answer.body["details"] == [{"most": 1}]


def test_the_job_makes_available_what_waits_no_longer_once(
    db: Connection, agent: UUID, market: Market
) -> None:
    pay_deal(db, market)
    pay_deal(db, market)
    due = datetime.now(UTC) + timedelta(days=7, hours=1)
    db.execute("update commissions set available_at = available_at + interval '1 month' where id in"
               " (select max(id::text)::uuid from commissions)")  # fmt: skip
    event = {"job": "commissions-available", "scheduled_time": due.isoformat()}
    answer = schedule.lambda_handler(event, LambdaContext())
    assert answer == {"status": "succeeded", "counts": {"available": 1, "first_deals": 0}}
    assert schedule.lambda_handler(event, LambdaContext()) == {"status": "done"}
    assert [status for *_, status in commissions(db, agent)] == ["available", "pending"]


def test_the_job_notes_a_first_deal_that_a_release_beside_another_left_out(
    db: Connection, agent: UUID, market: Market
) -> None:
    escrow = pay_deal(db, market)
    pay_deal(db, market)
    db.execute("update referrals set first_deal_at = null")
    assert service.make_available(datetime.now(UTC)) == {"available": 0, "first_deals": 1}
    assert service.make_available(datetime.now(UTC)) == {"available": 0, "first_deals": 0}
    noted, released = db.execute(
        "select r.first_deal_at, e.released_at from referrals as r, escrows as e where e.id = %s", (escrow,)
    ).fetchone() or (None, 0)
    assert noted == released


def test_many_are_made_available_in_batches(
    db: Connection, agent: UUID, market: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "BATCH", 2)
    for _ in range(5):
        pay_deal(db, market)
    assert service.make_available(datetime.now(UTC) + timedelta(days=8)) == {"available": 5, "first_deals": 0}


def test_neither_does_the_database_tell_an_agent_of_the_deal(database: Database) -> None:
    with database.connect() as db:
        hidden = db.execute(
            "select array_agg(a.attname::text order by a.attname) from pg_attribute as a"
            " where a.attrelid = 'commissions'::regclass and a.attnum > 0 and not a.attisdropped"
            " and not has_column_privilege('authenticated', a.attrelid, a.attnum, 'select')"
        ).fetchone()
    assert hidden == (["base_fee", "escrow_id", "ledger_transaction_id"],)
