"""A dispute takes no time from anybody, and what goes on around it goes on."""

from pathlib import Path

import psycopg
import pytest

from tests.conftest import Database
from tests.factories.deal_disputes import (
    ASKED,
    DAY,
    bring_to,
    end_of,
    let_days_pass,
    open_dispute,
    quarrel,
    refused_in,
    waits,
)
from tests.factories.deals import (
    act,
    findings,
    make_deal,
    make_market,
    status_of,
    submit,
    value,
)


@pytest.mark.parametrize(
    ("status", "side", "step", "days"),
    [
        ("work_in_progress", "creator", "refund_late", 28),
        ("work_in_progress", "brand", "refund_late", 28),
        ("under_review", "creator", "remind_review", 2),
        ("under_review", "brand", "remind_review", 2),
        ("rejected", "creator", "refund_rejected", 7),
        ("approved", "brand", "release", 30),
    ],
)
def test_who_withdraws_has_the_time_that_was_left_and_no_more(
    database: Database, status: str, side: str, step: str, days: int
) -> None:
    with database.connect() as db:
        made = quarrel(db, status, side)
        other = "creator" if side == "brand" else "brand"
        assert refused_in(made, other, "withdraw_deal_dispute(%s)") == "IK030"
        made.age(4)
        made.do(side, "withdraw_deal_dispute(%s)")
        assert status_of(db, made.escrow) == status
        assert waits(db, made.escrow) == (step, days)
        assert value(db, "select disputed_from from escrows where id = %s", made.escrow) is None
        again = open_dispute(
            db, made.escrow, made.by(side), ASKED, "not_live" if status == "approved" else "quality"
        )
        with pytest.raises(psycopg.Error) as refused:
            act(db, made.by(side), "select app.withdraw_deal_dispute(%s)", again)
        assert refused.value.diag.constraint_name == "deal_dispute_is_withdrawn_once"
        let_days_pass(db, 5.1)
        assert end_of(db, made.escrow) == ("released", ASKED)
        assert findings(db) == []


def test_time_that_does_not_fit_into_the_hold_any_more_cannot_be_given_back(database: Database) -> None:
    """Of sixty days fifty-six are over: the brand's three for its review would end on the sixty-first."""
    with database.connect() as db:
        made = quarrel(db)
        db.execute(
            "update escrows set locked_at = locked_at - interval '58 days' where id = %s", (made.escrow,)
        )
        assert refused_in(made, "creator", "withdraw_deal_dispute(%s)") == "IK008"
        db.execute(
            "update escrows set locked_at = locked_at + interval '2 days' where id = %s", (made.escrow,)
        )
        made.do("creator", "withdraw_deal_dispute(%s)")
        assert status_of(db, made.escrow) == "under_review"


def test_what_is_gone_is_looked_at_again_after_a_withdrawal(database: Database) -> None:
    with database.connect() as db:
        made = quarrel(db, "approved", "brand", 0)
        db.execute("update escrows set gone_at = now() where id = %s", (made.escrow,))
        made.do("brand", "withdraw_deal_dispute(%s)")
        assert waits(db, made.escrow) == ("release", 30)


def test_time_opens_a_dispute_for_the_brand(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        escrow = bring_to(db, market, "approved")
        db.execute(
            "update escrows set gone_at = now(), deadline_at = now(), next_step = 'dispute_gone' where id = %s",
            (escrow,),
        )
        let_days_pass(db, 0)
        found = "select side, opened_by, reason_code, opener_amount, status from deal_disputes where escrow_id = %s"
        assert db.execute(found, (escrow,)).fetchone() == ("brand", None, "not_live", 0, "open")
        let_days_pass(db, 5.1)
        assert end_of(db, escrow) == ("refunded", 0)
        assert findings(db) == []


def test_the_next_milestone_comes_to_its_turn_after_a_dispute(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        first, second = make_deal(db, market, 10_000, 5_000)
        submit(db, first, market.creator)
        act(db, market.owner, "select app.open_review(%s)", first)
        open_dispute(db, first, market.creator, ASKED)
        let_days_pass(db, 5.1)
        assert end_of(db, first) == ("released", ASKED)
        assert value(db, "select next_step from escrows where id = %s", second) == "cancel"
        let_days_pass(db, 10)
        assert status_of(db, second) == "cancelled"
        assert findings(db) == []


def test_a_wish_to_cancel_ends_with_a_dispute(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        escrow = bring_to(db, market, "work_in_progress")
        act(db, market.owner, "select app.cancel_escrow(%s)", escrow)
        open_dispute(db, escrow, market.creator, ASKED)
        assert value(db, "select cancel_asked_at from escrows where id = %s", escrow) is None
        with pytest.raises(psycopg.Error) as refused:
            act(db, market.creator, "select app.cancel_escrow(%s)", escrow)
        assert refused.value.sqlstate == "IK001"


def test_held_money_is_free_on_day_88_whatever_people_do(database: Database) -> None:
    """The longest way: disputed on the last day for it, answered, decided, appealed, each at its last moment."""
    with database.connect() as db:
        made = quarrel(db, "rejected")
        made.age(0)
        db.execute(
            "update escrows set locked_at = now() - interval '66 days 23 hours' where id = %s", (made.escrow,)
        )
        made.answer()
        made.age(13.9)
        made.decide(1)
        made.age(1.9)
        made.do("brand", "appeal_deal_dispute(%s, 'No.')")
        let_days_pass(db, 5.1)
        assert status_of(db, made.escrow) == "released"
        held = "select q.resolved_at - e.locked_at from deal_disputes as q join escrows as e on e.id = q.escrow_id"
        assert value(db, held) < 88 * DAY


def test_what_was_disputed_before_disputes_had_rows_has_one_of_the_brand(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        escrow = bring_to(db, market, "approved")
        db.execute(
            "select app.step_escrow(e, 'disputed', now(), 'not_live') from escrows as e where id = %s",
            (escrow,),
        )
        other = quarrel(db)
    (path,) = Path("database/migrations").glob("*_disputes_of_before.sql")
    up, _, _ = path.read_text(encoding="utf-8").partition("-- migrate:down")
    for _ in range(2):
        with database.connect("app_owner", autocommit=False) as migrating:
            migrating.execute(up.encode())
    with database.connect() as db:
        found = "select side, opened_by, opener_amount, status from deal_disputes where escrow_id = %s"
        assert db.execute(found, (escrow,)).fetchall() == [("brand", None, 0, "open")]
        assert db.execute(found, (other.escrow,)).fetchall() == [
            ("creator", other.market.creator, ASKED, "open")
        ]
        db.execute("update escrows set deadline_at = now() + interval '5 days', next_step = 'decide' where id = %s",
                   (escrow,))  # fmt: skip
        assert findings(db) == []
        let_days_pass(db, 5.1)
        assert end_of(db, escrow) == ("refunded", 0)
