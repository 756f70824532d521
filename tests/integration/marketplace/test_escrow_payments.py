"""`/api/v1/payments/escrow`: the steps of held funds by their other name."""

from typing import Any
from uuid import uuid4

import pytest

from tests.conftest import Database
from tests.factories.deals import act, findings
from tests.integration.marketplace.conftest import Sides, send

LOCK = "/payments/escrow/lock"


def begin(sides: Sides, *prices: int) -> tuple[str, list[str]]:
    """A deal that the creator accepted; its id and its held funds in turn."""
    milestones = [{"title": "x", "price": price} for price in prices]
    offer = {"creator_user_id": str(sides.creator.id), "title": "A post", "milestones": milestones}
    deal = sides.brand.post("/deals", **offer)["id"]
    accepted = sides.creator.post(f"/deals/{deal}/accept")
    return deal, [one["escrow"]["id"] for one in accepted["milestones"]]


def test_the_next_milestone_of_a_deal_is_locked_and_then_the_one_after(sides: Sides) -> None:
    deal, escrows = begin(sides, 1_000, 2_000, 3_000)
    assert sides.brand.post(LOCK, deal_id=deal)["id"] == escrows[1], "the first is held since the acceptance"
    held = sides.brand.post(LOCK, deal_id=deal, funding="wallet")
    assert (held["id"], held["status"], held["funding"]) == (escrows[2], "locked", "wallet")
    assert sides.brand.refused("POST", LOCK, deal_id=deal) == (409, "STEP_NOT_ALLOWED")


def test_held_funds_are_locked_by_their_id(sides: Sides) -> None:
    _, escrows = begin(sides, 1_000, 2_000)
    assert sides.brand.post(LOCK, escrow_id=escrows[1])["status"] == "locked"
    assert sides.brand.refused("POST", LOCK, escrow_id=escrows[1]) == (409, "STEP_NOT_ALLOWED")


def test_a_card_pays_by_a_deposit_and_the_refusal_says_how(sides: Sides) -> None:
    deal, escrows = begin(sides, 1_000, 2_000)
    answer = send("POST", f"/api/v1{LOCK}", user=sides.brand.id, body={"deal_id": deal, "funding": "card"})
    assert (answer.status, answer.body["code"]) == (409, "CARD_PAYS_BY_DEPOSIT")
    (told,) = answer.body["details"]
    assert told.pop("wallet_id")
    assert told == {"amount": 2_200, "currency": "usd", "escrow_id": escrows[1]}
    assert sides.creator.refused("POST", LOCK, escrow_id=escrows[1], funding="card") == (403, "FORBIDDEN")
    assert sides.brand.get(f"/escrows/{escrows[1]}")["status"] == "pending_payment"


def test_while_a_card_pays_for_the_next_milestone_none_behind_it_is_locked(
    database: Database, sides: Sides
) -> None:
    deal, escrows = begin(sides, 95_000, 1_000)
    with database.connect() as db:
        act(db, sides.brand.id, "select app.begin_card_payment(%s)", escrows[0])
    assert sides.brand.refused("POST", LOCK, deal_id=deal) == (409, "STEP_NOT_ALLOWED")
    assert sides.brand.get(f"/escrows/{escrows[1]}")["status"] == "pending_payment"


def test_what_the_wallet_lacks_is_402(sides: Sides) -> None:
    deal, _ = begin(sides, 95_000)
    assert sides.brand.refused("POST", LOCK, deal_id=deal) == (402, "INSUFFICIENT_FUNDS")


def test_strangers_find_nothing_and_creators_do_not_pay(sides: Sides) -> None:
    deal, escrows = begin(sides, 1_000, 2_000)
    for body in ({"deal_id": deal}, {"escrow_id": escrows[1]}, {"escrow_id": escrows[1], "funding": "card"}):
        assert sides.stranger.refused("POST", LOCK, **body) == (404, "NOT_FOUND")
    for body in ({"deal_id": deal}, {"escrow_id": escrows[1]}):
        assert sides.creator.refused("POST", LOCK, **body) == (403, "FORBIDDEN")
    assert sides.brand.refused("POST", LOCK, deal_id=str(uuid4())) == (404, "NOT_FOUND")
    assert sides.brand.get(f"/escrows/{escrows[1]}")["status"] == "pending_payment"


@pytest.mark.parametrize(
    "body",
    [{}, {"escrow_id": str(uuid4()), "deal_id": str(uuid4())}, {"escrow_id": "x"}, {"deal_id": 1},
     {"escrow_id": str(uuid4()), "funding": "gig"}, {"escrow_id": str(uuid4()), "funding": "gold"},
     {"escrow_id": str(uuid4()), "amount": 1}],
)  # fmt: skip
def test_what_is_malformed_is_422(sides: Sides, body: dict[str, Any]) -> None:
    assert sides.brand.refused("POST", LOCK, **body) == (422, "VALIDATION_FAILED")


def test_a_repeated_key_locks_one_milestone(sides: Sides) -> None:
    deal, escrows = begin(sides, 1_000, 2_000, 3_000)
    for _ in range(2):
        answer = send(
            "POST",
            f"/api/v1{LOCK}",
            user=sides.brand.id,
            body={"deal_id": deal},
            headers={"idempotency-key": "k"},
        )
        assert (answer.status, answer.body["id"]) == (200, escrows[1])
    assert sides.brand.get(f"/escrows/{escrows[2]}")["status"] == "pending_payment"


def test_work_is_paid_and_given_up_through_them(database: Database, sides: Sides) -> None:
    deal, (first, second) = begin(sides, 1_000, 2_000)
    assert sides.brand.refused("POST", f"/payments/escrow/{first}/release") == (409, "STEP_NOT_ALLOWED")
    sides.creator.post(f"/escrows/{first}/submit", kind="text", note="Done.")
    assert sides.creator.refused("POST", f"/payments/escrow/{first}/release") == (403, "FORBIDDEN")
    assert sides.stranger.refused("POST", f"/payments/escrow/{first}/release") == (404, "NOT_FOUND")
    path = f"/api/v1/payments/escrow/{first}/release"
    paid = [send("POST", path, user=sides.brand.id, headers={"idempotency-key": "k"}) for _ in range(2)]
    assert [one.status for one in paid] == [200, 200]
    assert paid[0].body == paid[1].body
    assert (paid[0].body["status"], paid[0].body["released_amount"]) == ("released", 1_000)
    sides.brand.post(LOCK, deal_id=deal)
    assert sides.stranger.refused("POST", f"/payments/escrow/{second}/refund") == (404, "NOT_FOUND")
    assert sides.creator.post(f"/payments/escrow/{second}/refund")["refunded_amount"] == 2_200
    assert sides.brand.refused("POST", f"/payments/escrow/{second}/refund") == (409, "STEP_NOT_ALLOWED")
    with database.connect() as db:
        assert findings(db) == []
