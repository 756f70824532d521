"""What goes wrong around a dispute: who may not, what comes too late, and what must never change."""

from datetime import UTC, datetime, timedelta
from typing import LiteralString
from uuid import UUID

import psycopg
import pytest

from tests.conftest import Database
from tests.factories.card_disputes import let_time_pass
from tests.factories.deal_disputes import (
    ASKED,
    OFFERED,
    OPEN,
    PRICE,
    Quarrel,
    bring_to,
    open_dispute,
    quarrel,
    refused_in,
)
from tests.factories.deals import (
    act,
    approve,
    make_deal,
    make_market,
    pass_timers,
    refused,
    status_of,
    submit,
    value,
)
from tests.factories.people import make_member, make_user
from tests.typing import Connection


def join(db: Connection, user: UUID, brand: UUID, status: str = "active") -> None:
    """A member against the rule that keeps a creator out of the brand."""
    db.execute("set session_replication_role = replica")
    db.execute(
        "insert into brand_memberships (brand_id, user_id, status) values (%s, %s, %s)", (brand, user, status)
    )
    db.execute(
        "insert into brand_user_roles (brand_id, user_id, role) values (%s, %s, 'brand_admin')", (brand, user)
    )
    db.execute("set session_replication_role = origin")


@pytest.fixture
def made(database: Database) -> Quarrel:  # type: ignore[misc]
    """A dispute of the creator about work that waits for its review."""
    with database.connect() as db:
        yield quarrel(db)


def test_what_is_disputed_or_over_is_not_disputed_again(made: Quarrel) -> None:
    db = made.db
    assert refused(db, made.market.owner, OPEN, made.escrow, "quality", 0) == "IK001"
    assert refused(db, made.market.creator, OPEN, made.escrow, "quality", 0) == "IK001"
    made.answer(ASKED)
    assert refused(db, made.market.owner, OPEN, made.escrow, "quality", 0) == "IK001"
    assert refused_in(made, "creator", "propose_split(%s, 1)") == "IK001"
    assert refused_in(made, "creator", "withdraw_deal_dispute(%s)") == "IK001"


def test_only_who_is_party_disputes(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        escrow = bring_to(db, market, "under_review")
        for stranger in (make_user(db, "brand"), make_user(db)):
            assert refused(db, stranger, OPEN, escrow, "quality", 0) == "IG003"
        analyst = make_member(db, market.brand, "analyst")
        assert refused(db, analyst, OPEN, escrow, "quality", 0) == "IM005"
        join(db, market.creator, market.brand)
        assert refused(db, market.creator, OPEN, escrow, "quality", 0) == "IC020"
        assert status_of(db, escrow) == "under_review"


def test_an_administrator_opens_for_a_side_and_both_are_told(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        escrow = bring_to(db, market, "rejected")
        admin = make_user(db, "admin")
        for_creator: LiteralString = (
            "select app.open_deal_dispute(%s, 'other', 'I was asked to.', 1, 'creator')"
        )
        dispute = act(db, admin, for_creator, escrow)
        assert value(db, "select side from deal_disputes where id = %s", dispute) == "creator"
        told = (
            "select array_agg(user_id order by user_id) from notifications where type = 'deal_dispute_opened'"
        )
        assert value(db, told) == sorted([market.owner, market.creator])


@pytest.mark.parametrize("status", ["locked", "work_submitted", "released"])
def test_nothing_else_is_disputed(database: Database, status: str) -> None:
    with database.connect() as db:
        market = make_market(db)
        escrow = make_deal(db, market)[0]
        if status != "locked":
            work = submit(db, escrow, market.creator)
        if status == "released":
            approve(db, escrow, market.owner, work)
        for side in (market.owner, market.creator):
            assert refused(db, side, OPEN, escrow, "quality", 0) == "IK001"
        assert status_of(db, escrow) == status


def test_a_rejection_is_the_creator_s_and_a_post_that_is_gone_the_brand_s_to_dispute(
    database: Database,
) -> None:
    with database.connect() as db:
        market = make_market(db)
        rejected, approved = bring_to(db, market, "rejected"), bring_to(db, market, "approved")
        assert refused(db, market.owner, OPEN, rejected, "quality", 0) == "IK030"
        assert refused(db, market.creator, OPEN, approved, "not_live", 0) == "IK030"
        assert refused(db, market.owner, OPEN, approved, "quality", 0) == "IK030"
        open_dispute(db, rejected, market.creator, 1)
        open_dispute(db, approved, market.owner, 0, "not_live")


def test_what_has_run_out_is_not_disputed_before_time_acts(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        for status in ("rejected", "under_review", "approved", "work_in_progress"):
            escrow = bring_to(db, market, status)
            let_time_pass(db, timedelta(days=40))
            side = market.creator if status == "rejected" else market.owner
            assert refused(db, side, OPEN, escrow, "not_live", 0) == "IK008", status


def test_a_dispute_begins_by_day_67(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        escrow = bring_to(db, market, "rejected")
        earlier = "update escrows set locked_at = now() - make_interval(days => %s) where id = %s"
        db.execute(earlier, (67, escrow))
        assert refused(db, market.creator, OPEN, escrow, "quality", 1) == "IK008"
        db.execute(earlier, (66, escrow))
        open_dispute(db, escrow, market.creator, 1)


@pytest.mark.parametrize("amount", [-1, PRICE + 1, 2**62, None])
def test_every_amount_is_a_part_of_the_price(made: Quarrel, amount: int | None) -> None:
    db = made.db
    other = bring_to(db, made.market, "under_review")
    assert refused(db, made.market.creator, OPEN, other, "quality", amount) == "IM006"
    assert refused_in(made, "creator", "propose_split(%s, %s)", amount) == "IM006"
    assert refused_in(made, "brand", "answer_deal_dispute(%s, 'No.', %s)", amount) == "IM006"
    made.answer()
    assert refused_in(made, "admin", "resolve_deal_dispute(%s, %s, 'So be it.')", amount) == "IM006"
    assert refused_in(made, "creator", "accept_split(%s, %s)", amount) == "IK031"
    assert (status_of(db, made.escrow), made.is_now("status")) == ("disputed", "answered")


def test_an_answer_is_the_other_side_s_once_and_in_time(made: Quarrel) -> None:
    assert refused_in(made, "creator", "answer_deal_dispute(%s, 'Yes.', 1)") == "IK030"
    made.age(5)
    for call in ("answer_deal_dispute(%s, 'No.', 1)", "propose_split(%s, 1)", "accept_split(%s, 9000)"):
        assert refused_in(made, "brand", call) == "IK008"
    made.age(-1)
    made.answer()
    assert refused_in(made, "brand", "answer_deal_dispute(%s, 'No!', 1)") == "IK001"


def test_nobody_decides_after_fourteen_days_even_when_reminders_are_late(made: Quarrel) -> None:
    made.answer()
    made.age(13.9)
    assert value(made.db, "select next_step from escrows where id = %s", made.escrow) == "remind_dispute"
    made.age(0.2)
    assert refused_in(made, "admin", "resolve_deal_dispute(%s, 1, 'Late.')") == "IK008"
    pass_timers(made.db, datetime.now(UTC))
    assert (
        value(made.db, "select released_amount from escrows where id = %s", made.escrow)
        == (ASKED + OFFERED) // 2
    )


def test_who_decides_belongs_to_neither_side_and_never_did(made: Quarrel) -> None:
    db = made.db
    made.answer()
    decide: LiteralString = "select app.resolve_deal_dispute(%s, 1, 'So be it.')"
    for side in ("brand", "creator"):
        assert refused(db, made.by(side), decide, made.dispute) == "IM005"
    member, former = make_user(db, "admin"), make_user(db, "admin")
    join(db, member, made.market.brand)
    join(db, former, made.market.brand, "removed")
    db.execute("insert into user_roles (user_id, role) values (%s, 'admin')", (made.market.creator,))
    for involved in (member, former, made.market.creator):
        assert refused(db, involved, decide, made.dispute) == "IK033"
    assert refused(db, make_user(db), decide, made.dispute) == "IG003"
    act(db, made.admin, decide, made.dispute)
    assert made.is_now("decided_by") == made.admin


def test_the_service_decides_nothing(made: Quarrel) -> None:
    made.answer()
    with pytest.raises(psycopg.Error) as error:
        act(made.db, None, "select app.resolve_deal_dispute(%s, 1, 'So be it.')", made.dispute)
    assert error.value.sqlstate in ("42501", "IK033")
