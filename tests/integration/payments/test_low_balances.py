"""`/api/v1/wallets/{id}/low-balance`: when a brand is told that its wallet runs low."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.conftest import Database
from tests.factories.payments import allow_withdrawals, pay, request, wallet_id, withdraw
from tests.factories.people import brand_of, make_user
from tests.factories.teams import member

NOBODY = {"threshold": 10_000, "is_default": True, "told_at": None, "currency": "usd"}


def path(user: UUID) -> str:
    return f"/wallets/{wallet_id(user)}/low-balance"


def told(database: Database, user: UUID) -> list[Any]:
    with database.connect() as db:
        rows = db.execute(
            "select metadata ->> 'amount' from notifications where user_id = %s and type = 'wallet_low' order by id",
            (user,),
        ).fetchall()
    return [row[0] for row in rows]


def test_a_wallet_has_a_limit_without_a_word(owner: UUID) -> None:
    answer = request("GET", path(owner), user=owner)
    assert (answer.status, answer.body) == (200, NOBODY | {"wallet_id": wallet_id(owner)})


def test_the_owner_says_it_and_takes_it_back(owner: UUID) -> None:
    said = request("PUT", path(owner), user=owner, body={"threshold": 50_000})
    assert (said.status, said.body["threshold"], said.body["is_default"]) == (200, 50_000, False)
    assert request("PUT", path(owner), user=owner, body={"threshold": 50_000}).body == said.body
    assert request("GET", path(owner), user=owner).body == said.body
    back = request("PUT", path(owner), user=owner, body={"threshold": None})
    assert back.body == NOBODY | {"wallet_id": wallet_id(owner)}


def test_who_moves_the_money_is_told_once_until_the_wallet_has_risen(database: Database, owner: UUID) -> None:
    with database.connect() as db:
        allow_withdrawals(db)
    pay(owner, 60_000)
    request("PUT", path(owner), user=owner, body={"threshold": 50_000})
    withdraw(owner, 10_000)
    assert told(database, owner) == []
    withdraw(owner, 1_000)
    withdraw(owner, 1_000)
    assert told(database, owner) == ["49000"]
    assert request("GET", path(owner), user=owner).body["told_at"] is not None
    pay(owner, 10_000)
    assert request("GET", path(owner), user=owner).body["told_at"] is None
    withdraw(owner, 9_000)
    assert told(database, owner) == ["49000", "49000"]


@pytest.mark.parametrize(
    "body", [{}, {"threshold": -1}, {"threshold": 1.5}, {"threshold": "5"}, {"threshold": 10**13}]
)
def test_a_malformed_limit_is_422_and_changes_nothing(owner: UUID, body: dict[str, object]) -> None:
    assert request("PUT", path(owner), user=owner, body=body).status == 422
    assert request("GET", path(owner), user=owner).body["is_default"] is True


def test_another_brands_wallet_and_a_creators_are_none(
    database: Database, owner: UUID, creator: UUID
) -> None:
    with database.connect() as db:
        rival = make_user(db, "brand")
    for whose, who in ((owner, rival), (owner, creator), (creator, creator)):
        for method, body in (("GET", None), ("PUT", {"threshold": 5})):
            assert request(method, path(whose), user=who, body=body).status == 404
    assert request("GET", f"/wallets/{uuid4()}/low-balance", user=owner).status == 404
    assert request("GET", path(owner), user=owner).body["is_default"] is True


def test_who_does_not_move_the_money_reads_the_limit_and_does_not_set_it(
    database: Database, owner: UUID
) -> None:
    with database.connect() as db:
        brand = brand_of(db, owner)
    analyst = member(database, str(brand), "analyst")
    assert request("GET", path(owner), user=analyst).status == 200
    assert request("PUT", path(owner), user=analyst, body={"threshold": 5}).status == 403
    pay(owner, 20_000)
    withdraw(owner, 15_000)
    assert (told(database, owner), told(database, analyst)) == (["5000"], [])
