"""app.payout_commissions: the commissions of a payout, by month."""

from uuid import UUID

from tests.actors import acting_as
from tests.database.paid_agents import earned, payout_of, prepared
from tests.database.sql_functions import call, rows
from tests.factories.commissions import owe
from tests.factories.money import Deal
from tests.typing import Connection


def test_its_commissions_are_listed_by_month_with_nothing_of_the_deal(
    db: Connection, deal: Deal, both: UUID
) -> None:
    earned(db, deal, 9_000)
    commission = owe(db, both, 5_000)
    db.execute("set local session_replication_role = replica")
    db.execute("update commissions set created_at = '2030-03-31 23:59Z' where id = %s", (commission,))
    db.execute("set local session_replication_role = origin")
    prepared(db)
    payout = payout_of(db, both)
    line = (commission, "earned", "2030-03", 5_000, "")
    with acting_as(db, both):
        assert rows(db, "app.payout_commissions", payout, 10) == [line]
        assert rows(db, "app.payout_commissions", payout, 0) == []
        assert [row[8] for row in rows(db, "app.payout_earnings", payout, 10)] == [9_000]
    with acting_as(db, deal.owner):
        assert rows(db, "app.payout_commissions", payout, 10) == []
    call(db, "app.fail_payout", payout, "balance_insufficient")
    with acting_as(db, both):
        assert rows(db, "app.payout_commissions", payout, 10) == [line], "of what it was made"
