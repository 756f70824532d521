"""app.stopped_payouts: what was prepared and must not be sent any more."""

from uuid import UUID

from tests.database.paid_agents import assert_books_agree, claimed, payout_of, prepared
from tests.database.sql_functions import call, rows
from tests.factories.commissions import commission_rows, owe
from tests.typing import Connection


def test_what_is_held_after_it_was_prepared_is_not_sent_and_the_rest_goes_with_the_next_run(
    db: Connection, agent: UUID
) -> None:
    held = owe(db, agent, 5_000)
    owe(db, agent, 2_000)
    prepared(db)
    db.execute("update commissions set status = 'held' where id = %s", (held,))
    assert rows(db, "app.stopped_payouts") == [(payout_of(db, agent), "commission_held")]
    assert rows(db, "app.claim_payout", payout_of(db, agent)) == []
    assert claimed(db) == []
    assert db.execute("select status, failure_code from payouts").fetchall() == [
        ("failed", "commission_held")
    ]
    assert commission_rows(db, agent) == [
        ("earned", 5_000, "held", False), ("earned", 2_000, "available", False)
    ]  # fmt: skip
    told = db.execute(
        "select count(*) from notifications where type like 'payout%%' and user_id = %s", (agent,)
    ).fetchone()
    assert told == (0,), "that something is held is told by who holds it"
    assert_books_agree(db)
    assert prepared(db) == [(2_000, 2_000, "usd")]
    assert claimed(db) == [2_000]


def test_what_is_held_while_nobody_knows_whether_it_was_sent_is_not_sent_again(
    db: Connection, agent: UUID
) -> None:
    held = owe(db, agent, 5_000)
    prepared(db)
    assert claimed(db) == [5_000]
    payout = payout_of(db, agent)
    call(db, "app.review_payout", payout, "no answer")
    db.execute("update commissions set status = 'held' where id = %s", (held,))
    assert claimed(db) == []
    db.execute("update payouts set first_attempt_at = now() - interval '25 hours'")
    assert claimed(db) == [5_000], "Stripe has forgotten the key: it is only looked for"
    assert call(db, "app.settle_payout", payout, "tr_1") is True
    assert commission_rows(db, agent) == [("earned", 5_000, "paid", True)]
    assert_books_agree(db)


def test_a_ban_that_a_run_did_not_see_stops_its_payout(db: Connection, agent: UUID) -> None:
    owe(db, agent, 5_000)
    prepared(db)
    db.execute("set local session_replication_role = replica")
    db.execute("update agent_profiles set status = 'banned' where user_id = %s", (agent,))
    db.execute("set local session_replication_role = origin")
    assert claimed(db) == []
    assert commission_rows(db, agent) == [("earned", 5_000, "available", False)]


def test_of_who_is_barred_it_is_said_and_what_may_be_sent_is_not_named(db: Connection, agent: UUID) -> None:
    owe(db, agent, 5_000)
    prepared(db)
    assert rows(db, "app.stopped_payouts") == []
    db.execute("update auth.users set status = 'suspended' where id = %s", (agent,))
    assert rows(db, "app.stopped_payouts") == [(payout_of(db, agent), "payee_barred")]
    call(db, "app.fail_payout", payout_of(db, agent), "payee_barred")
    assert rows(db, "app.stopped_payouts") == []
