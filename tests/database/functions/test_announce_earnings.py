"""app.announce_earnings: tells creators, once, what has passed its hold."""

from datetime import timedelta

from tests.conftest import Database
from tests.database.sql_functions import call
from tests.factories.money import Deal, earn, make_deal, make_payout
from tests.typing import Connection

AGES = "2999-01-01"


def told(db: Connection) -> list[tuple[object, ...]]:
    """Whom, how much and in which currency."""
    return db.execute(
        "select user_id, (metadata ->> 'amount')::bigint, metadata ->> 'currency' from notifications"
        " where type = 'earning_available' order by id"
    ).fetchall()


def test_each_creator_is_told_the_sum_once(db: Connection, deal: Deal) -> None:
    other = make_deal(db)
    for whose, gross in ((deal, 10_000), (deal, 20_000), (other, 30_000)):
        earn(db, whose, gross)
    assert call(db, "app.announce_earnings", AGES, 100) == 2
    assert set(told(db)) == {(deal.creator, 27_000, "usd"), (other.creator, 27_000, "usd")}
    assert call(db, "app.announce_earnings", AGES, 100) == 0
    assert len(told(db)) == 2
    noted = db.execute("select count(*) from earnings where announced_at = %s", (AGES,)).fetchone()
    assert noted == (3,)


def test_what_is_on_hold_or_paid_already_is_not_announced(db: Connection, deal: Deal) -> None:
    earn(db, deal, 10_000)
    assert call(db, "app.announce_earnings", "2020-01-01", 100) == 0
    db.execute("update earnings set status = 'cancelled'")
    assert call(db, "app.announce_earnings", AGES, 100) == 0
    assert told(db) == []


def test_the_hold_ends_at_its_moment(db: Connection, deal: Deal) -> None:
    row = db.execute("select available_at from earnings where id = %s", (earn(db, deal, 10_000),)).fetchone()
    assert row is not None
    assert call(db, "app.announce_earnings", row[0] - timedelta(microseconds=1), 100) == 0
    assert call(db, "app.announce_earnings", row[0], 100) == 1


def test_what_a_bank_sent_back_is_not_earned(db: Connection, deal: Deal) -> None:
    payout = make_payout(db, deal)
    db.execute("update earnings set announced_at = now()")
    db.execute("select app.settle_payout(%s, 'tr_1'), app.return_transfer('tr_1', 500)", (payout,))
    assert call(db, "app.announce_earnings", AGES, 100) == 0
    assert told(db) == []


def test_what_another_worker_has_in_hand_is_not_waited_for(database: Database) -> None:
    with database.connect() as db, database.connect(autocommit=False) as other:
        for _ in range(2):
            earn(db, make_deal(db), 10_000)
        assert call(other, "app.announce_earnings", AGES, 1) == 1
        db.execute("set lock_timeout = '1s'")
        assert call(db, "app.announce_earnings", AGES, 100) == 1


def test_a_clawback_is_no_good_news(db: Connection, deal: Deal) -> None:
    earning = earn(db, deal, 10_000)
    db.execute("update earnings set announced_at = now()")
    db.execute("select app.claw_back(%s, 500, 'why')", (earning,))
    assert call(db, "app.announce_earnings", AGES, 100) == 0
    assert told(db) == []


def test_what_was_taken_back_on_hold_is_not_announced(db: Connection, deal: Deal) -> None:
    whole, part = earn(db, deal, 10_000), earn(db, deal, 20_000)
    db.execute("select app.claw_back(%s, 9000, 'why'), app.claw_back(%s, 3000, 'why')", (whole, part))
    assert call(db, "app.announce_earnings", AGES, 100) == 1
    assert told(db) == [(deal.creator, 15_000, "usd")]


def test_a_pass_takes_no_more_than_asked_the_longest_waiting_first(db: Connection, deal: Deal) -> None:
    earn(db, deal, 10_000)
    older = earn(db, deal, 20_000)
    db.execute("update earnings set available_at = available_at - interval '8 days' where id = %s", (older,))
    assert call(db, "app.announce_earnings", AGES, 1) == 1
    assert told(db) == [(deal.creator, 18_000, "usd")]
    assert call(db, "app.announce_earnings", AGES, 1) == 1
    assert told(db)[1:] == [(deal.creator, 9_000, "usd")]
