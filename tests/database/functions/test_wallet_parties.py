"""app.wallet_parties: with whom a wallet's operations were, and nothing of another wallet's."""

from uuid import UUID

from tests.actors import acting_as
from tests.database.sql_functions import rows
from tests.factories.money import earn, make_deal
from tests.typing import Connection


def operations(db: Connection, owner: UUID) -> tuple[UUID, list[UUID]]:
    """A wallet and what was done with it."""
    found = db.execute(
        "select w.id, array_agg(t.id) from wallets as w join wallet_transactions as t on t.wallet_id = w.id"
        " where %s in (w.brand_id, w.user_id) group by w.id",
        (owner,),
    ).fetchone()
    assert found is not None
    return found[0], found[1]


def test_each_side_is_told_the_other_one(db: Connection) -> None:
    deal = make_deal(db)
    earn(db, deal, 10_000)
    brands, creators = operations(db, deal.brand), operations(db, deal.creator)
    with acting_as(db, deal.owner):
        assert {row[1:] for row in rows(db, "app.wallet_parties", *brands)} == {(deal.creator, None)}
    with acting_as(db, deal.creator):
        assert [row[1:] for row in rows(db, "app.wallet_parties", *creators)] == [(None, deal.brand)]


def test_operations_of_another_wallet_are_told_to_nobody(db: Connection) -> None:
    deal, other = make_deal(db), make_deal(db)
    earn(db, deal, 10_000)
    earn(db, other, 10_000)
    own, _ = operations(db, deal.brand)
    _, foreign = operations(db, other.brand)
    with acting_as(db, deal.owner):
        assert rows(db, "app.wallet_parties", own, foreign) == []
    with acting_as(db, other.owner):
        theirs, _ = operations(db, other.brand)
        assert rows(db, "app.wallet_parties", theirs, foreign), "and there is something to tell"
