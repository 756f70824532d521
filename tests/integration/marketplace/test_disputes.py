"""Disputes through the handlers: each step by its side, once, and what the other one is told."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from marketplace import schedule
from tests.actors import Person
from tests.conftest import Database
from tests.factories.deals import findings
from tests.factories.events import LambdaContext
from tests.factories.people import make_user
from tests.integration.marketplace.conftest import Sides, send
from tests.integration.marketplace.test_escrows import begin

PRICE = 10_000
ABSENT = "/disputes/01981f2e-0000-7000-8000-000000000000"


@pytest.fixture
def admin(database: Database) -> Person:
    """An administrator of neither side."""
    with database.connect() as db:
        return Person(make_user(db, "admin"), send)


def reviewed(sides: Sides) -> str:
    """Held funds whose work is looked at."""
    escrow = begin(sides, PRICE)
    sides.creator.post(f"{escrow}/submit", kind="text", note="Here it is.")
    sides.brand.post(f"{escrow}/review")
    return escrow


def dispute(sides: Sides, amount: int = 9_000) -> Any:
    """A dispute of the creator."""
    said = {"reason_code": "not_paid", "claim": "It is what we agreed on.", "opener_amount": amount}
    return sides.creator.post(f"{reviewed(sides)}/dispute", **said)


def path(opened: Any) -> str:
    """Of a dispute."""
    return f"/disputes/{opened['id']}"


def test_a_dispute_is_decided_appealed_and_decided_for_good(
    database: Database, sides: Sides, admin: Person
) -> None:
    opened = dispute(sides)
    assert (opened["status"], opened["side"], opened["next_step"]) == ("open", "creator", "decide")
    assert opened["what_happens_then"].startswith("The dispute ends as who opened it wants")
    assert [work["note"] for work in opened["evidence"]["submissions"]] == ["Here it is."]
    assert sides.creator.refused("POST", f"{path(opened)}/answer", answer="Yes.", answer_amount=1) == (
        409, "NOT_FOR_THIS_SIDE",
    )  # fmt: skip
    answered = sides.brand.post(f"{path(opened)}/answer", answer="It is blurred.", answer_amount=1_000)
    assert (answered["status"], answered["proposed_side"], answered["proposed_amount"]) == (
        "answered",
        "brand",
        1_000,
    )
    for side in (sides.brand, sides.creator):
        decision = {"creator_amount": 1, "reason": "So be it."}
        assert side.refused("POST", f"{path(opened)}/resolve", **decision) == (403, "FORBIDDEN")
    decided = admin.post(f"{path(opened)}/resolve", creator_amount=4_000, reason="Half of it can be used.")
    assert (decided["status"], decided["creator_amount"], decided["next_step"]) == (
        "decided",
        4_000,
        "carry_out",
    )
    appealed = sides.brand.post(f"{path(opened)}/appeal", appeal="Nothing can be used.")
    assert (appealed["appealed_side"], appealed["next_step"]) == ("brand", "uphold")
    assert sides.brand.refused("POST", f"{path(opened)}/appeal", appeal="!") == (409, "APPEALED_ALREADY")
    over = admin.post(f"{path(opened)}/resolve", creator_amount=3_000, reason="Less than half.")
    assert (over["status"], over["resolution"], over["creator_amount"]) == ("resolved", "appeal", 3_000)
    assert (over["first_amount"], over["first_reason"]) == (4_000, "Half of it can be used.")
    assert (over["next_deadline"], over["what_happens_then"]) == (None, None)
    escrow = sides.brand.get(f"/escrows/{opened['escrow_id']}")
    assert (escrow["status"], escrow["released_amount"], escrow["refunded_amount"]) == (
        "released",
        3_000,
        7_700,
    )
    with database.connect() as db:
        assert findings(db) == []


def test_both_settle_it_between_them(sides: Sides) -> None:
    opened = dispute(sides)
    sides.creator.post(f"{path(opened)}/propose", amount=8_000)
    accept = f"{path(opened)}/accept"
    assert sides.brand.refused("POST", accept, amount=9_000) == (409, "PROPOSAL_OUTDATED")
    assert sides.brand.post(accept, amount=8_000)["resolution"] == "agreement"
    assert sides.brand.refused("POST", accept, amount=8_000) == (409, "STEP_NOT_ALLOWED")
    assert sides.brand.get(f"/escrows/{opened['escrow_id']}")["released_amount"] == 8_000


def test_its_opener_withdraws_once(sides: Sides) -> None:
    opened = dispute(sides)
    assert sides.brand.refused("POST", f"{path(opened)}/withdraw") == (409, "NOT_FOR_THIS_SIDE")
    withdrawn = sides.creator.post(f"{path(opened)}/withdraw")
    assert (withdrawn["status"], withdrawn["next_step"]) == ("withdrawn", None)
    escrow = f"/escrows/{opened['escrow_id']}"
    assert sides.brand.get(escrow)["status"] == "under_review"
    again = sides.creator.post(f"{escrow}/dispute", reason_code="other", claim="Still.", opener_amount=1)
    assert sides.creator.refused("POST", f"{path(again)}/withdraw") == (409, "DISPUTE_WITHDRAWN_ALREADY")
    events = [event["event_type"] for event in sides.brand.get(f"{escrow}/events")["data"]]
    assert events[-3:] == ["disputed", "dispute_withdrawn", "disputed"]


def test_the_job_ends_what_nobody_answered(sides: Sides) -> None:
    opened = dispute(sides, PRICE)
    later = datetime.now(UTC) + timedelta(days=6)
    event = {"job": "deal-deadlines", "scheduled_time": later.isoformat()}
    assert schedule.lambda_handler(event, LambdaContext())["counts"]["errors"] == 0
    assert schedule.lambda_handler(event, LambdaContext())["status"] == "done"
    assert sides.creator.get(path(opened))["resolution"] == "silence"


def test_strangers_see_nothing_of_it_and_both_sides_and_administrators_do(
    sides: Sides, admin: Person
) -> None:
    opened = dispute(sides)
    steps: dict[str, tuple[str, dict[str, object]]] = {
        "": ("GET", {}), "/messages": ("POST", {"body": "x"}), "/answer": ("POST", {"answer": "x", "answer_amount": 1}),
        "/propose": ("POST", {"amount": 1}), "/accept": ("POST", {"amount": 9_000}), "/withdraw": ("POST", {}),
        "/appeal": ("POST", {"appeal": "x"}), "/resolve": ("POST", {"creator_amount": 1, "reason": "x"}),
    }  # fmt: skip
    for step, (method, body) in steps.items():
        assert sides.stranger.refused(method, path(opened) + step, **body) == (404, "NOT_FOUND"), step
        assert sides.creator.refused(method, ABSENT + step, **body) == (404, "NOT_FOUND"), step
    assert sides.stranger.refused("GET", f"{path(opened)}/messages") == (404, "NOT_FOUND")
    assert sides.stranger.get("/disputes")["data"] == []
    escrow = opened["escrow_id"]
    claim = {"reason_code": "other", "claim": "x", "opener_amount": 0}
    assert sides.stranger.refused("POST", f"/escrows/{escrow}/dispute", **claim) == (404, "NOT_FOUND")
    for reader in (sides.brand, sides.creator, admin):
        assert reader.get(path(opened))["claim"] == "It is what we agreed on."
        listed = reader.get("/disputes", escrow_id=escrow, status="open")["data"]
        assert [(one["id"], "evidence" in one) for one in listed] == [(opened["id"], False)]
    assert sides.brand.get("/disputes", status="resolved")["data"] == []


def test_a_list_goes_on_where_its_page_ends(sides: Sides) -> None:
    made = [dispute(sides)["id"] for _ in range(3)]
    pages = sides.creator.pages("/disputes", limit="2")
    assert [one["id"] for page in pages for one in page] == made[::-1]
    said = [
        sides.brand.post(f"/disputes/{made[0]}/messages", body=text)["id"] for text in ("One", "Two", "Three")
    ]
    pages = sides.creator.pages(f"/disputes/{made[0]}/messages", limit="2")
    assert [one["id"] for page in pages for one in page] == said[::-1]


@pytest.mark.parametrize(
    ("step", "body"),
    [
        ("/answer", {"answer": "\u200b", "answer_amount": 1}), ("/answer", {"answer": "No."}),
        ("/answer", {"answer": "No.", "answer_amount": -1}), ("/answer", {"answer": "No.", "answer_amount": PRICE + 1}),
        ("/answer", {"answer": "x" * 5_001, "answer_amount": 1}), ("/propose", {"amount": 1.5}), ("/propose", {}),
        ("/propose", {"amount": PRICE + 1}), ("/messages", {"body": " "}), ("/messages", {"body": "x" * 2_001}),
        ("/appeal", {"appeal": ""}), ("/resolve", {"creator_amount": 1, "reason": "\u200b"}),
    ],
)  # fmt: skip
def test_what_is_malformed_changes_nothing(sides: Sides, step: str, body: dict[str, object]) -> None:
    opened = dispute(sides)
    assert sides.brand.refused("POST", path(opened) + step, **body)[0] == 422
    found = sides.brand.get(path(opened))
    assert (found["status"], found["proposed_amount"]) == ("open", 9_000)


@pytest.mark.parametrize(
    "body",
    [
        {"reason_code": "luck", "claim": "x", "opener_amount": 1},
        {"reason_code": "other", "claim": " ", "opener_amount": 1},
        {"reason_code": "other", "claim": "x", "opener_amount": PRICE + 1},
        {"reason_code": "other", "claim": "x", "opener_amount": -1}, {"reason_code": "other", "claim": "x"},
    ],
)  # fmt: skip
def test_a_malformed_dispute_is_none(sides: Sides, body: dict[str, object]) -> None:
    escrow = reviewed(sides)
    assert sides.creator.refused("POST", f"{escrow}/dispute", **body)[0] == 422
    assert sides.creator.get(escrow)["status"] == "under_review"


def test_twice_under_one_key_is_once(sides: Sides, admin: Person) -> None:
    escrow = reviewed(sides)

    def twice(person: Person, step: str, body: dict[str, object] | None) -> Any:
        headers = {"idempotency-key": step}
        first, second = (
            send("POST", f"/api/v1{step}", user=person.id, body=body, headers=headers) for _ in range(2)
        )
        assert (first.status, first.body) == (second.status, second.body)
        assert first.status in (200, 201), first.body
        return first.body

    claim = {"reason_code": "other", "claim": "x", "opener_amount": 5_000}
    at = path(twice(sides.creator, f"{escrow}/dispute", claim))
    twice(sides.creator, f"{at}/messages", {"body": "Look again."})
    assert len(sides.brand.get(f"{at}/messages")["data"]) == 1
    twice(sides.brand, f"{at}/propose", {"amount": 2})
    twice(sides.brand, f"{at}/answer", {"answer": "x", "answer_amount": 1})
    twice(admin, f"{at}/resolve", {"creator_amount": 3, "reason": "x"})
    twice(sides.creator, f"{at}/appeal", {"appeal": "x"})
    assert twice(sides.creator, f"{at}/accept", {"amount": 1})["status"] == "resolved"
    withdrawn = dispute(sides)
    twice(sides.creator, f"{path(withdrawn)}/withdraw", None)


def test_who_decides_is_told_of_as_one_who_belongs_to_neither_side(database: Database, sides: Sides) -> None:
    opened = dispute(sides)
    sides.brand.post(f"{path(opened)}/answer", answer="No.", answer_amount=0)
    with database.connect() as db:
        db.execute("insert into user_roles (user_id, role) values (%s, 'admin')", (sides.creator.id,))
    decision = {"creator_amount": PRICE, "reason": "It is mine."}
    assert sides.creator.refused("POST", f"{path(opened)}/resolve", **decision) == (403, "DECIDER_INVOLVED")
    assert sides.brand.get(path(opened))["status"] == "answered"
