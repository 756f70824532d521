"""app.visible_wallet: the wallet, if the caller may see it; asked by the functions that read the ledger for people."""

from uuid import uuid4

import pytest

from tests.actors import acting_as
from tests.database.sql_functions import Refusal, refusal, rows
from tests.factories.people import make_member, make_user
from tests.factories.wallets import BrandWallet
from tests.typing import Connection

READING: tuple[tuple[str, tuple[object, ...]], ...] = (
    ("app.wallet_balance", ()), ("app.wallet_position", (None,)), ("app.wallet_bookings", (0, 1, 1)),
    ("app.wallet_parties", ([],)),
)  # fmt: skip


@pytest.mark.parametrize(("function", "arguments"), READING)
def test_members_administrators_and_the_service_look_and_nobody_else(
    db: Connection, brand_wallet: BrandWallet, function: str, arguments: tuple[object, ...]
) -> None:
    for reader in (
        brand_wallet.owner,
        make_member(db, brand_wallet.brand, "analyst"),
        make_user(db, "admin"),
        None,
    ):
        with acting_as(db, reader):
            rows(db, function, brand_wallet.id, *arguments)
    for stranger in (make_user(db, "brand"), make_user(db)):
        with acting_as(db, stranger):
            assert refusal(db, function, brand_wallet.id, *arguments) == Refusal("IG003")


def test_nobody_has_a_wallet_that_there_is_not_and_people_do_not_ask_themselves(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    with acting_as(db, None):
        assert refusal(db, "app.wallet_balance", uuid4()) == Refusal("IG003")
    with acting_as(db, brand_wallet.owner):
        assert refusal(db, "app.visible_wallet", brand_wallet.id).sqlstate == "42501"
