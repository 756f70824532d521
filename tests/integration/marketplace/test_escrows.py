"""Held funds: every step by its side, events without a gap."""

from tests.integration.marketplace.conftest import Sides


def begin(sides: Sides, price: int = 10_000) -> str:
    offer = {
        "creator_user_id": str(sides.creator.id),
        "title": "A post",
        "milestones": [{"title": "x", "price": price}],
    }
    deal = sides.brand.post("/deals", **offer)["id"]
    escrow: str = sides.creator.post(f"/deals/{deal}/accept")["milestones"][0]["escrow"]["id"]
    return f"/escrows/{escrow}"


def test_what_the_wallet_lacks_is_paid_later(sides: Sides) -> None:
    escrow = begin(sides, 95_000)
    found = sides.brand.get(escrow)
    assert (found["status"], found["next_step"]) == ("pending_payment", "cancel")
    assert sides.brand.refused("POST", f"{escrow}/lock") == (402, "INSUFFICIENT_FUNDS")
    assert sides.creator.refused("POST", f"{escrow}/lock") == (403, "FORBIDDEN")
    assert sides.creator.refused("POST", f"{escrow}/start") == (409, "STEP_NOT_ALLOWED")
    assert sides.brand.post(f"{escrow}/cancel")["status"] == "cancelled"


def test_events_are_gapless_and_say_who(sides: Sides) -> None:
    escrow = begin(sides)
    sides.creator.post(f"{escrow}/start")
    sides.creator.post(f"{escrow}/submit", kind="text", note="x")
    sides.brand.post(f"{escrow}/release")
    events = [event for page in sides.brand.pages(f"{escrow}/events", limit="3") for event in page]
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert [event["event_type"] for event in events][-4:] == [
        "approved",
        "releasing",
        "released",
        "influencer_paid",
    ]
    assert {event["actor_user_id"] for event in events} == {str(sides.creator.id), str(sides.brand.id)}
    assert sides.stranger.refused("GET", f"{escrow}/events") == (404, "NOT_FOUND")


def test_before_the_start_the_brand_cancels_alone(sides: Sides) -> None:
    escrow = begin(sides)
    assert sides.stranger.refused("POST", f"{escrow}/refund") == (404, "NOT_FOUND")
    assert sides.brand.post(f"{escrow}/refund")["status"] == "refunded"
    assert sides.brand.refused("POST", f"{escrow}/refund") == (409, "STEP_NOT_ALLOWED")


def test_approved_work_that_has_to_stay_is_released_early_by_the_brand(sides: Sides) -> None:
    offer = {"creator_user_id": str(sides.creator.id), "title": "A post", "keep_live_days": 30,
             "milestones": [{"title": "x", "price": 100}]}  # fmt: skip
    deal = sides.brand.post("/deals", **offer)["id"]
    escrow = f"/escrows/{sides.creator.post(f'/deals/{deal}/accept')['milestones'][0]['escrow']['id']}"
    work = sides.creator.post(f"{escrow}/submit", kind="url", content_url="https://example.com/post")["id"]
    held = sides.brand.post(f"{escrow}/approve", submission_id=work)
    assert (held["status"], held["what_happens_then"]) == ("approved", "The money goes to the creator.")
    assert sides.creator.refused("POST", f"{escrow}/refund") == (409, "STEP_NOT_ALLOWED")
    assert sides.brand.post(f"{escrow}/release")["status"] == "released"
