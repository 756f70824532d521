"""app.tell_failed_payout: what is ours to mend, told to administrators once per run and to the creator once."""

from tests.database.sql_functions import call
from tests.factories.money import Deal, connect_account, earn, let_hold_pass, make_deal, make_payout
from tests.factories.people import make_user
from tests.typing import Connection


def told(db: Connection, notification_type: str) -> int:
    row = db.execute("select count(*) from notifications where type = %s", (notification_type,)).fetchone()
    assert row is not None
    count: int = row[0]
    return count


def test_the_facts_are_in_it(db: Connection, deal: Deal) -> None:
    admin = make_user(db, "admin")
    payout = make_payout(db, deal, 60_000)
    call(db, "app.fail_payout", payout, "balance_insufficient")
    db.execute("delete from notifications")
    db.execute("select app.tell_failed_payout(p, 'balance_insufficient') from payouts as p")
    found = db.execute(
        "select user_id, metadata ->> 'failure_code', metadata -> 'amount' from notifications order by type"
    ).fetchall()
    assert found == [(deal.creator, None, 54_000), (admin, "balance_insufficient", 54_000)]


def test_a_run_is_told_once_per_code_and_a_creator_until_a_payout_works(db: Connection, deal: Deal) -> None:
    make_user(db, "admin")
    other = make_deal(db)
    for one in (deal, other):
        earn(db, one, 20_000)
        let_hold_pass(db, one)
        connect_account(db, one.creator)

    def run(code: str | None) -> None:
        call(db, "app.prepare_payouts", "2999-01-01")
        for (payout,) in db.execute("select id from payouts where status = 'pending'").fetchall():
            if code:
                call(db, "app.fail_payout", payout, code)
            else:
                call(db, "app.settle_payout", payout, f"tr_{payout}")

    run("balance_insufficient")
    assert (told(db, "payouts_failed"), told(db, "payout_failed")) == (1, 2)
    run("balance_insufficient")
    assert (told(db, "payouts_failed"), told(db, "payout_failed")) == (2, 2)
    run(None)
    earn(db, deal, 20_000)
    run("balance_insufficient")
    assert (told(db, "payouts_failed"), told(db, "payout_failed")) == (3, 3)
