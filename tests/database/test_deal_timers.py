"""What time does to many deals at once: as to each alone, all or none, and once."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.factories.deals import (
    Market,
    act,
    act_row,
    claim,
    findings,
    make_deal,
    make_market,
    open_gig,
    pass_timers,
    reject,
    status_of,
    submit,
    value,
)
from tests.factories.ledger import account, balance, post
from tests.factories.people import make_user
from tests.typing import Connection

RUN = "select done, errors, failed, more_due from app.run_deal_timers(now(), %s)"


def make_due(db: Connection, escrow: UUID, step: str | None = None) -> UUID:
    """The deadline of `escrow` is over; `step`: that of another timer than its next one."""
    db.execute(
        "update escrows set deadline_at = now() - interval '1 minute', next_step = coalesce(%s, next_step)"
        " where id = %s", (step, escrow),
    )  # fmt: skip
    return escrow


def make_all_due(db: Connection) -> dict[str, UUID]:
    """An escrow for each thing that time does, by what it is, and the market of its own that they share."""
    market, poor = make_market(db, 10**6), make_market(db, 0)
    escrows: dict[str, UUID] = {"unpaid": make_deal(db, poor, 10_000, 5_000)[0]}
    for name in (
        "unstarted",
        "late",
        "rejected",
        "submitted",
        "reviewed",
        "at work",
        "cancelling",
        "held",
        "approved",
    ):
        escrows[name] = make_deal(db, market, 10_000)[0]
    escrows["of an open gig"] = claim(db, open_gig(db, market, slots=2), market.creator)
    closed = open_gig(db, market, slots=2)
    escrows["of a closed gig"] = claim(db, closed, market.creator)
    act(db, market.owner, "select app.end_gig(%s)", closed)
    for name in ("late", "at work", "held", "cancelling"):
        act(db, market.creator, "select app.start_work(%s)", escrows[name])
    for name in ("rejected", "submitted", "reviewed", "approved"):
        work = submit(db, escrows[name], market.creator)
        if name == "rejected":
            reject(db, escrows[name], market.owner, work)
        elif name != "submitted":
            act(db, market.owner, "select app.open_review(%s)", escrows[name])
    act(db, market.owner, "select app.cancel_escrow(%s)", escrows["cancelling"])
    steps = {"late": "refund_late", "at work": "warn_hold", "held": "end_hold", "cancelling": "lapse_cancellation",
             "approved": "approve"}  # fmt: skip
    for name, escrow in escrows.items():
        make_due(db, escrow, steps.get(name))
    return escrows


ENDS = {
    "unpaid": "cancelled", "unstarted": "refunded", "late": "refunded", "rejected": "refunded",
    "submitted": "under_review", "reviewed": "under_review", "at work": "work_in_progress",
    "cancelling": "work_in_progress", "held": "refunded", "approved": "released", "of an open gig": "refunded",
    "of a closed gig": "refunded",
}  # fmt: skip
TRACES = (
    (
        "select v.seq, v.event_type, v.from_status, v.to_status, v.reason, v.amount, num_nulls(v.ledger_transaction_id)"
        " from escrow_events as v where v.escrow_id = %s order by v.seq"
    ),
    (
        "select n.type, n.title, n.message, n.category, u.id is not null, n.metadata - '{deal_id,escrow_id,deadline_at,"
        "from_name}'::text[] from notifications as n left join creator_profiles as p on p.user_id = n.user_id"
        " left join auth.users as u on u.id = p.user_id where n.metadata ->> 'escrow_id' = %s::text"
        " order by 1, 5, n.metadata ->> 'amount'"
    ),
    (
        "select status, version, released_amount, fee_amount, refunded_amount, next_step, reminded_at is not null,"
        " cancel_asked_side, num_nulls(cancelled_at, refunded_at, released_at) from escrows where id = %s"
    ),
    (
        "select d.status, d.closed_at is not null, s.status, s.deal_id is not null from escrows as e"
        " join deals as d on d.id = e.deal_id left join gig_slots as s on s.id = d.slot_id where e.id = %s"
    ),
    (
        "select l.kind, l.data ->> 'status', l.data ->> 'amount' from creator_logs as l"
        " where l.data ->> 'escrow_id' = %s::text"
    ),
    (
        "select t.transaction_type, t.amount, t.balance_effect, t.description, t.status from wallet_transactions as t"
        " where t.reference_id like 'deal:' || %s || ':%%' order by t.id"
    ),
    (
        "select k.kind, array_agg(a.purpose || ' ' || n.amount order by a.purpose) from ledger.transactions as k"
        " join ledger.entries as n on n.transaction_id = k.id join ledger.accounts as a on a.id = n.account_id"
        " where k.idempotency_key like 'deal:' || %s || ':%%' group by k.id, k.kind order by k.kind"
    ),
    (
        "select l.status, l.next_step, l.version from escrows as e join escrows as l on l.deal_id = e.deal_id"
        " and l.id <> e.id where e.id = %s"
    ),
)


def traces(db: Connection, escrow: UUID) -> list[list[Any]]:
    """All that an escrow has left behind, without what is different in each run."""
    return [db.execute(query.encode(), (escrow,)).fetchall() for query in TRACES]


def test_many_go_together_as_each_goes_alone(database: Database) -> None:
    with database.connect() as db:
        together = make_all_due(db)
        assert act_row(db, RUN, 500) == (len(together), 0, [], False)
        assert {name: status_of(db, escrow) for name, escrow in together.items()} == ENDS
        alone = make_all_due(db)
        for escrow in alone.values():
            db.execute("select app.run_deal_timer(%s, now())", (escrow,))
        for name in ENDS:
            assert traces(db, together[name]) == traces(db, alone[name]), name
        assert findings(db) == []


def held_and_due(db: Connection, market: Market, number: int) -> list[UUID]:
    """Milestones whose work nobody has begun in time."""
    return [make_due(db, make_deal(db, market, 1_000)[0]) for _ in range(number)]


def test_one_bad_item_is_set_aside_and_the_others_go(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        escrows = held_and_due(db, market, 5)
        db.execute("set session_replication_role = replica")
        db.execute("update ledger.accounts set balance = 0 where deal_id = (select deal_id from escrows where id = %s)",
                   (escrows[2],))  # fmt: skip
        db.execute("set session_replication_role = origin")
        assert act_row(db, RUN, 500) == (4, 1, [escrows[2]], False)
        assert [status_of(db, one) for one in escrows] == ["refunded"] * 2 + ["locked"] + ["refunded"] * 2
        attempts = "select sqlstate, source, data ->> 'escrow_id' from blocked_attempts"
        assert db.execute(attempts).fetchall() == [("IM001", "deal-deadlines", str(escrows[2]))]


def require_one_refund_each(db: Connection, escrows: list[UUID]) -> None:
    for escrow in escrows:
        events = value(
            db, "select array_agg(event_type order by seq) from escrow_events where escrow_id = %s", escrow
        )
        assert events[-2:] == ["refunding", "refund"]
        assert events.count("refund") == 1
    posted = "select count(*) from ledger.transactions where kind = 'deal_refund'"
    assert value(db, posted) == len(escrows)
    assert findings(db) == []


def test_two_runs_at_once_refund_each_once(database: Database) -> None:
    with database.connect() as db:
        market, other = make_market(db), make_market(db)
        escrows = held_and_due(db, market, 10) + held_and_due(db, other, 10)
    runs = [("service", "select app.run_deal_timers(now(), %s)", (batch,)) for batch in (500, 7, 500)]
    assert run_at_once(database, *runs) == ["ok"] * 3
    with database.connect() as db:
        require_one_refund_each(db, escrows)


def test_a_run_that_dies_in_the_middle_leaves_the_next_one_nothing_to_repair(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        escrows = held_and_due(db, market, 12)
        assert act_row(db, RUN, 5) == (5, 0, [], True)
        with database.connect("jobs_login", autocommit=False) as dying:
            dying.execute('select app.begin_request(\'{"role": "service"}\')')
            assert dying.execute("select done from app.run_deal_timers(now(), 5)").fetchone() == (5,)
            db.execute("select pg_terminate_backend(%s)", (dying.info.backend_pid,))
            with pytest.raises(psycopg.OperationalError):
                dying.execute("select 1")
        assert sorted(status_of(db, one) for one in escrows) == ["locked"] * 7 + ["refunded"] * 5
        assert pass_timers(db, datetime.now(UTC)) == 7
        require_one_refund_each(db, escrows)


def test_a_reader_gets_one_mail_for_what_comes_together(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        held_and_due(db, market, 4)
        db.execute("delete from notifications")
        db.execute("delete from outbox")
        act_row(db, RUN, 500)
        told = "select count(*), count(*) filter (where d.status = 'pending') from notifications as n join"
        told += " notification_deliveries as d on d.notification_id = n.id where n.user_id = %s"
        for reader in (market.owner, market.creator):
            assert db.execute(told.encode(), (reader,)).fetchone() == (4, 1)
        assert value(db, "select count(*) from outbox where topic = 'notification.email'") == 2


def test_what_comes_back_together_pays_a_debt_first(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db, 3_300)
        held_and_due(db, market, 3)
        disputes = account(db, "disputes", brand_id=market.brand)
        post(db, (account(db, "stripe_clearing"), 2_000), (disputes, -2_000))
        assert act_row(db, RUN, 500) == (3, 0, [], False)
        balances = "select available, held from wallets as w, app.wallet_balance(w.id) where w.brand_id = %s"
        assert act_row(db, balances, market.brand) == (1_300, 0)
        assert balance(db, disputes) == 0


def test_two_milestones_of_a_deal_end_in_one_run(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        first, second, third = make_deal(db, market, 1_000, 2_000, 3_000)
        act(db, market.owner, "select app.pay_escrow(%s)", second)
        for escrow in (second, first):
            make_due(db, escrow)
        assert act_row(db, RUN, 500) == (2, 0, [], False)
        assert [status_of(db, one) for one in (first, second, third)] == ["refunded", "refunded", "cancelled"]
        assert value(db, "select status from deals where creator_user_id = %s", market.creator) == "cancelled"
        assert findings(db) == []


def test_what_somebody_has_moved_meanwhile_is_left_alone(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        late, moved = held_and_due(db, market, 2)
        db.execute("update escrows set deadline_at = now() + interval '1 day' where id = %s", (moved,))
        assert value(db, "select app.run_timers_at_once(%s, now())", [late, moved]) == 1
        assert (status_of(db, late), status_of(db, moved)) == ("refunded", "locked")


def test_slots_of_many_creators_are_offered_again_together(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        gig = open_gig(db, market, budget=3_000, slots=3)
        for creator in [make_user(db) for _ in range(3)]:
            make_due(db, claim(db, gig, creator))
        assert act_row(db, RUN, 500) == (3, 0, [], False)
        slots = "select count(*) from gig_slots where gig_id = %s and status = 'open' and deal_id is null"
        assert value(db, slots, gig) == 3
        assert value(db, "select balance from ledger.accounts where gig_id = %s", gig) == 3_300
        assert findings(db) == []
