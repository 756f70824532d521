"""ledger.refuse_move: says why an account cannot move by that amount."""

from uuid import UUID, uuid4

from tests.database.sql_functions import Refusal, refusal
from tests.factories.ledger import account, post
from tests.typing import Connection


def test_a_short_account_says_what_it_has_and_what_was_needed(
    db: Connection, clearing: UUID, wallet: UUID
) -> None:
    post(db, (clearing, -500), (wallet, 500))
    detail = {"account": "brand_available", "available": 500, "needed": 700, "currency": "usd"}
    assert refusal(db, "ledger.refuse_move", wallet, -700) == Refusal("IM001", None, detail)


def test_it_speaks_of_the_account_that_is_asked_about(db: Connection, wallet: UUID) -> None:
    brand = db.execute("select brand_id from ledger.accounts where id = %s", (wallet,)).fetchone()
    assert brand is not None
    euros = account(db, "refunds", currency="eur", brand_id=brand[0])
    detail = {"account": "refunds", "available": 0, "needed": 1, "currency": "eur"}
    assert refusal(db, "ledger.refuse_move", euros, -1).detail == detail


def test_an_unknown_account_is_called_unknown(db: Connection) -> None:
    assert refusal(db, "ledger.refuse_move", uuid4(), -1) == Refusal("IM002")
