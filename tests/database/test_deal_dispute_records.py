"""What a dispute leaves behind, and what happens to it while people are barred, go, or act at once."""

import hashlib
import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import LiteralString

import psycopg
import pytest
from psycopg import sql

from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.factories.deal_disputes import ASKED, OPEN, PRICE, Quarrel, open_dispute, quarrel, refused_in
from tests.factories.deals import (
    Market,
    act,
    findings,
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


@pytest.fixture
def made(database: Database) -> Quarrel:  # type: ignore[misc]
    """A dispute of the creator about work that waits for its review."""
    with database.connect() as db:
        yield quarrel(db)


def test_evidence_is_what_both_had_seen_and_nobody_changes_it(made: Quarrel) -> None:
    db = made.db
    found = "select evidence, evidence_hash from deal_disputes where id = %s"
    evidence, digest = db.execute(found, (made.dispute,)).fetchall()[0]
    assert [work["note"] for work in evidence["submissions"]] == ["Here it is."]
    assert set(evidence) == {"terms_hash", "submissions", "files", "messages"}
    text = json.dumps(evidence, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(text.encode()).digest() == digest
    fixed = (
        "evidence",
        "evidence_hash",
        "claim",
        "opener_amount",
        "side",
        "reason_code",
        "opened_by",
        "opened_at",
        "rest",
    )
    for column in fixed:
        change = sql.SQL("update deal_disputes set {0} = {0}").format(sql.Identifier(column))
        with pytest.raises(psycopg.Error) as error, db.transaction():
            db.execute(change)
        assert error.value.sqlstate == "IK002", column
    for ending in ("delete from deal_disputes", "truncate deal_disputes cascade"):
        with pytest.raises(psycopg.Error) as error, db.transaction():
            db.execute(ending.encode())
        assert error.value.sqlstate == "IK002"


def test_what_was_said_before_is_evidence_of_the_next_dispute(made: Quarrel) -> None:
    db = made.db
    made.do("creator", "write_dispute_message(%s, 'Look again.')")
    made.do("creator", "withdraw_deal_dispute(%s)")
    again = open_dispute(db, made.escrow, made.market.owner, 0)
    seen = value(db, "select evidence -> 'messages' from deal_disputes where id = %s", again)
    assert [(message["side"], message["body"]) for message in seen] == [("creator", "Look again.")]


def test_what_is_over_refuses_every_change(made: Quarrel) -> None:
    db = made.db
    made.answer(ASKED)
    for column in ("status", "answer", "creator_amount", "appeal", "reminded_at"):
        change = sql.SQL("update deal_disputes set {0} = {0}").format(sql.Identifier(column))
        with pytest.raises(psycopg.Error) as error, db.transaction():
            db.execute(change)
        assert error.value.sqlstate == "IK002", column


def test_messages_are_of_those_in_the_dispute_while_it_lasts(made: Quarrel) -> None:
    db = made.db
    say: LiteralString = "select app.write_dispute_message(%s, 'Look again.')"
    assert refused(db, make_user(db), say, made.dispute) == "IG003"
    assert refused(db, make_member(db, made.market.brand, "analyst"), say, made.dispute) == "IM005"
    for side in ("brand", "creator", "admin"):
        act(db, made.by(side), say, made.dispute)
    sides = "select array_agg(side order by id) from deal_dispute_messages"
    assert value(db, sides) == ["brand", "creator", "admin"]
    db.execute("insert into admin_settings (key, value) values ('deal_dispute_message_limit', '1')")
    assert refused(db, made.market.creator, say, made.dispute) == "IK009"
    db.execute("update admin_settings set value = '2' where key = 'deal_dispute_message_limit'")
    made.answer(ASKED)
    assert refused(db, made.market.creator, say, made.dispute) == "IK001"
    with pytest.raises(psycopg.Error) as error, db.transaction():
        db.execute("update deal_dispute_messages set body = 'x'")
    assert error.value.sqlstate == "IG001"


@pytest.mark.parametrize(("status", "code"), [("banned", "IU003"), ("suspended", "IU002")])
def test_a_side_that_is_barred_says_nothing_more_and_time_goes_on(
    made: Quarrel, status: str, code: str
) -> None:
    db = made.db
    db.execute("update auth.users set status = %s where id = %s", (status, made.market.owner))
    assert refused_in(made, "brand", "answer_deal_dispute(%s, 'No.', 0)") == code
    assert refused_in(made, "brand", "accept_split(%s, 9000)") == code
    pass_timers(db, datetime.now(UTC) + timedelta(days=6))
    assert value(db, "select released_amount from escrows where id = %s", made.escrow) == ASKED
    assert findings(db) == []


def test_nobody_is_forgotten_in_the_middle_of_a_dispute(made: Quarrel) -> None:
    db = made.db
    for side in (made.market.owner, made.market.creator):
        assert "open_deals" in value(db, "select app.erasure_obstacles(%s)", side)
    request = value(
        db,
        "insert into erasure_requests (user_id, due_at) values (%s, now()) returning id",
        made.market.creator,
    )
    assert value(db, "select app.erase_user(%s)", request) == "refused"
    pass_timers(db, datetime.now(UTC) + timedelta(days=6))
    assert "open_deals" not in value(db, "select app.erasure_obstacles(%s)", made.market.creator)


def test_of_approval_dispute_and_timer_one_wins(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        ends: Counter[str] = Counter()
        for _ in range(8):
            ends[_race(database, db, market)] += 1
        assert sum(ends.values()) == 8
        assert findings(db) == []


def _race(database: Database, db: Connection, market: Market) -> str:
    """Who was first: the status in which they leave it; events without a gap."""
    escrow = make_deal(db, market)[0]
    work = submit(db, escrow, market.creator)
    act(db, market.owner, "select app.open_review(%s)", escrow)
    late = datetime.now(UTC) + timedelta(days=4)
    done = run_at_once(
        database,
        (str(market.owner), "select app.review_work(%s, %s, 'approved')", (escrow, work)),
        (str(market.creator), OPEN, (escrow, "quality", PRICE)),
        ("service", "select done from app.run_deal_timers(%s, 500)", (late,)),
    )
    assert set(done) <= {"ok", "IK001", "IC017"}
    status = status_of(db, escrow)
    assert (done[1] == "ok") == (status == "disputed")
    seqs = value(db, "select array_agg(seq order by seq) from escrow_events where escrow_id = %s", escrow)
    assert seqs == list(range(1, len(seqs) + 1))
    return status
