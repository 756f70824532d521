"""A card dispute in the middle of a dispute between both sides: the one stands still while the other lasts."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests.conftest import Database
from tests.factories.card_disputes import bring_to, deal_by_card, dispute, is_frozen, let_time_pass
from tests.factories.deal_disputes import Quarrel, open_dispute
from tests.factories.deals import act, findings, make_market, pass_timers, status_of, value
from tests.factories.people import make_user
from tests.typing import Connection
from user_management.exports.repository import EXPORTS

WORK: dict[str, object] = {"review_hours": 72}


def by_card(db: Connection, status: str = "under_review", funds: int = 1_000_000) -> tuple[Quarrel, str]:
    """A dispute about a deal that a card has paid, and the payment intent."""
    market = make_market(db, funds)
    escrow, intent = deal_by_card(db, market, terms=WORK)
    bring_to(db, market, escrow, status)
    opened = open_dispute(db, escrow, market.creator, 9_000)
    return Quarrel(db, market, escrow, opened, make_user(db, "admin")), intent


def left(db: Connection, escrow: UUID) -> tuple[timedelta, str]:
    found: tuple[timedelta, str] | None = db.execute(
        "select deadline_at - now(), next_step from escrows where id = %s", (escrow,)
    ).fetchone()
    assert found is not None
    return found


def freeze_for(db: Connection, intent: str, days: float) -> None:
    """A card dispute that is won after so many days."""
    name = dispute(db, intent)
    let_time_pass(db, timedelta(days=days))
    dispute(db, intent, "won", name=name)


def answered(quarrel: Quarrel) -> None:
    quarrel.answer()


def decided(quarrel: Quarrel) -> None:
    quarrel.answer()
    quarrel.decide(5_000)


def appealed(quarrel: Quarrel) -> None:
    decided(quarrel)
    quarrel.do("creator", "appeal_deal_dispute(%s, 'It was good.')")


@pytest.mark.parametrize("so_far", [lambda _quarrel: None, answered, decided, appealed])
def test_each_time_of_a_dispute_is_kept(database: Database, so_far: Callable[[Quarrel], None]) -> None:
    with database.connect() as db:
        quarrel, intent = by_card(db)
        so_far(quarrel)
        let_time_pass(db, timedelta(hours=30))
        db.execute(
            "select app.note_dispute_step(d) from deal_disputes as d where d.id = %s", (quarrel.dispute,)
        )
        before, step = left(db, quarrel.escrow)
        freeze_for(db, intent, 40)
        after, then = left(db, quarrel.escrow)
        assert (then, abs(after - before) < timedelta(minutes=1)) == (step, True)
        db.execute(
            "select app.note_dispute_step(d) from deal_disputes as d where d.id = %s", (quarrel.dispute,)
        )
        again, then = left(db, quarrel.escrow)
        assert (then, abs(again - before) < timedelta(minutes=1)) == (step, True), "worked out anew"
        assert findings(db) == []


def test_a_second_appeal_has_the_time_that_a_freeze_took(database: Database) -> None:
    with database.connect() as db:
        quarrel, intent = by_card(db)
        appealed(quarrel)
        freeze_for(db, intent, 40)
        quarrel.do("brand", "appeal_deal_dispute(%s, 'It was bad.')")
        assert quarrel.is_now("also_appeal") == "It was bad."


@pytest.mark.parametrize("status", ["work_in_progress", "under_review"])
def test_a_withdrawal_gives_back_what_the_freeze_has_not_given_back_yet(
    database: Database, status: str
) -> None:
    with database.connect() as db:
        quarrel, intent = by_card(db, status)
        rest = quarrel.is_now("rest")
        let_time_pass(db, timedelta(days=1))
        freeze_for(db, intent, 40)
        let_time_pass(db, timedelta(days=1))
        quarrel.do("creator", "withdraw_deal_dispute(%s)")
        assert status_of(db, quarrel.escrow) == status
        ends = value(
            db,
            "select (app.with_own_deadline(e)).deadline_at - now() from escrows as e where id = %s",
            quarrel.escrow,
        )
        assert abs(ends - rest) < timedelta(minutes=1)
        assert findings(db) == []


def test_a_revision_has_the_time_back_that_both_took(database: Database) -> None:
    """Its due date is long past, so what counts is when it began again."""
    with database.connect() as db:
        market = make_market(db)
        escrow, intent = deal_by_card(db, market, terms=WORK)
        bring_to(db, market, escrow, "rejected")
        act(db, market.creator, "select app.start_work(%s)", escrow)
        db.execute("update deal_milestones set due_at = now() - interval '30 days'")
        let_time_pass(db, timedelta(days=1))
        made = Quarrel(db, market, escrow, open_dispute(db, escrow, market.creator, 9_000), market.owner)
        rest: Any = made.is_now("rest")
        let_time_pass(db, timedelta(days=1))
        freeze_for(db, intent, 18)
        let_time_pass(db, timedelta(days=3))
        made.do("creator", "withdraw_deal_dispute(%s)")
        assert abs(left(db, escrow)[0] - rest) < timedelta(minutes=1)


def test_a_rejection_is_disputed_in_time_whatever_lapsed_before(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        escrow, _ = deal_by_card(db, market, terms=WORK)
        bring_to(db, market, escrow, "rejected")
        let_time_pass(db, timedelta(days=1))
        act(db, market.creator, "select app.cancel_escrow(%s)", escrow)
        let_time_pass(db, timedelta(days=7))
        with pytest.raises(psycopg.Error) as error:
            open_dispute(db, escrow, market.creator, 9_000)
        assert error.value.sqlstate == "IK008"


def test_an_export_shows_a_dispute_to_its_creator_and_to_nobody_who_wrote_in_it(database: Database) -> None:
    with database.connect() as db:
        made, _ = by_card(db)
        decided(made)
        for person, number in {made.market.creator: 1, made.market.owner: 0, made.admin: 0}.items():
            assert len(db.execute(EXPORTS["deal_disputes"], {"user": person}).fetchall()) == number


def test_a_lost_payment_ends_the_dispute_about_work_that_was_never_handed_in(database: Database) -> None:
    with database.connect() as db:
        quarrel, intent = by_card(db, "work_in_progress", funds=0)
        name = dispute(db, intent)
        assert is_frozen(db, quarrel.escrow)
        dispute(db, intent, "lost", name=name)
        assert status_of(db, quarrel.escrow) == "refunded"
        assert (quarrel.is_now("status"), quarrel.is_now("resolution")) == ("resolved", "loss")
        assert quarrel.is_now("creator_amount") == 0
        assert findings(db) == []


def test_a_dispute_about_work_goes_on_when_the_payment_is_lost(database: Database) -> None:
    with database.connect() as db:
        quarrel, intent = by_card(db, funds=0)
        name = dispute(db, intent)
        dispute(db, intent, "lost", name=name)
        assert (status_of(db, quarrel.escrow), is_frozen(db, quarrel.escrow)) == ("disputed", False)
        pass_timers(db, datetime.now(UTC) + timedelta(days=6))
        assert (status_of(db, quarrel.escrow), quarrel.is_now("resolution")) == ("released", "silence")
        assert findings(db) == []
