"""app.open_wallet: the caller's own wallet in a currency."""

from uuid import UUID

import pytest

from tests.actors import acting_as
from tests.database.sql_functions import Refusal, call, refusal
from tests.factories.people import brand_of, make_member, make_user
from tests.typing import Connection


@pytest.fixture
def owner(db: Connection) -> UUID:
    """The first member of a brand."""
    return make_user(db, "brand")


def test_who_moves_a_brands_money_and_a_creator_open_their_own_once(db: Connection, owner: UUID) -> None:
    brand, creator = brand_of(db, owner), make_user(db)
    for user, arguments in ((owner, (brand, None, "eur")), (creator, (None, creator, "eur"))):
        with acting_as(db, user):
            opened = {call(db, "app.open_wallet", *arguments) for _ in range(2)}
        stored = db.execute(
            "select brand_id, user_id, currency from wallets where id = any(%s)", (list(opened),)
        )
        assert stored.fetchall() == [arguments]


def test_nobody_opens_anothers(db: Connection, owner: UUID) -> None:
    brand, creator = brand_of(db, owner), make_user(db)
    analyst = make_member(db, brand, "analyst")
    for user, arguments in (
        (analyst, (brand, None, "eur")), (make_user(db, "brand"), (brand, None, "eur")),
        (owner, (None, creator, "eur")), (creator, (None, owner, "eur")),
    ):  # fmt: skip
        with acting_as(db, user):
            assert refusal(db, "app.open_wallet", *arguments) == Refusal("IM005")
    assert db.execute("select from wallets where currency = 'eur'").fetchall() == []


def test_the_service_and_administrators_open_any(db: Connection, owner: UUID) -> None:
    brand = brand_of(db, owner)
    with acting_as(db, None):
        opened = call(db, "app.open_wallet", brand, None, "eur")
    with acting_as(db, make_user(db, "admin")):
        assert call(db, "app.open_wallet", brand, None, "eur") == opened
    assert db.execute("select brand_id from wallets where currency = 'eur'").fetchall() == [(brand,)]


def test_what_is_no_currency_opens_nothing(db: Connection, owner: UUID) -> None:
    brand = brand_of(db, owner)
    with acting_as(db, owner):
        shouted, gold = (refusal(db, "app.open_wallet", brand, None, currency) for currency in ("EUR", "xau"))
    assert (shouted.constraint, gold.constraint) == ("wallet_currency_is_iso", "wallets_currency_is_offered")
    assert db.execute("select count(*) from wallets where brand_id = %s", (brand,)).fetchone() == (1,)
