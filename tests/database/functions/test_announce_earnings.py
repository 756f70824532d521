"""app.announce_earnings: tells creators, once, what has passed its hold."""

from tests.database.sql_functions import call
from tests.factories.money import Deal, earn, let_hold_pass, make_deal
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


def test_a_clawback_is_no_good_news(db: Connection, deal: Deal) -> None:
    earning = earn(db, deal, 10_000)
    db.execute("update earnings set announced_at = now()")
    db.execute("select app.claw_back(%s, 500, 'why')", (earning,))
    assert call(db, "app.announce_earnings", AGES, 100) == 0
    assert told(db) == []


def test_a_pass_takes_no_more_than_asked_the_longest_waiting_first(db: Connection, deal: Deal) -> None:
    earn(db, deal, 10_000)
    let_hold_pass(db, deal)
    earn(db, deal, 20_000)
    assert call(db, "app.announce_earnings", AGES, 1) == 1
    assert told(db) == [(deal.creator, 9_000, "usd")]
    assert call(db, "app.announce_earnings", AGES, 1) == 1
    assert told(db)[1:] == [(deal.creator, 18_000, "usd")]
