"""What a campaign asks of each creator: added, changed and deleted until somebody has accepted."""

import pytest

from tests.actors import Person
from tests.conftest import Database
from tests.factories.people import make_member
from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign


def asked(launched: LaunchedCampaign, who: Person | None = None) -> list[tuple[str, int, int]]:
    """Type, quantity and compensation of each deliverable, as somebody reads them."""
    rows = (who or launched.brand).get(f"{launched.campaign}/deliverables")["data"]
    return [(row["deliverable_type"], row["quantity"], row["compensation_amount"]) for row in rows]


def test_a_deliverable_is_added_changed_and_deleted(launched: LaunchedCampaign) -> None:
    path = f"{launched.campaign}/deliverables"
    made = launched.brand.post(path, deliverable_type="instagram_reel", quantity=2, due_date="2089-06-01")
    assert (made["compensation_amount"], made["description"], made["due_date"]) == (0, "", "2089-06-01")
    changed = launched.brand.patch(f"{path}/{made['id']}", compensation_amount=700, due_date=None)
    assert changed == made | {"compensation_amount": 700, "due_date": None}
    assert asked(launched) == [("tweet", 1, 10_000), ("instagram_reel", 2, 700)]
    assert launched.brand.patch(f"{path}/{made['id']}") == changed, "an empty patch changes nothing"
    launched.brand.delete(f"{path}/{made['id']}")
    assert asked(launched) == [("tweet", 1, 10_000)]
    assert launched.brand.refused("DELETE", f"{path}/{made['id']}") == (404, "NOT_FOUND")


def test_what_somebody_has_accepted_keeps_its_quantity_and_pay(launched: LaunchedCampaign) -> None:
    launched.accept()
    path = f"{launched.campaign}/deliverables"
    own = f"{path}/{launched.deliverable}"
    for fields in ({"quantity": 2}, {"compensation_amount": 9_999}):
        assert launched.brand.refused("PATCH", own, **fields) == (409, "TERMS_AGREED")
    assert launched.brand.refused("POST", path, deliverable_type="tweet") == (409, "TERMS_AGREED")
    assert launched.brand.refused("DELETE", own) == (409, "TERMS_AGREED")
    assert launched.brand.patch(own, description="With the logo")["description"] == "With the logo"
    assert asked(launched) == [("tweet", 1, 10_000)]


def test_invited_creators_read_and_only_managers_change(
    database: Database, launched: LaunchedCampaign
) -> None:
    path = f"{launched.campaign}/deliverables"
    own = f"{path}/{launched.deliverable}"
    with database.connect() as db:
        analyst = Person(make_member(db, launched.brand_id, "analyst"))
    assert launched.creator.refused("GET", path) == (404, "NOT_FOUND")
    launched.invite()
    for reader in (analyst, launched.creator):
        assert asked(launched, reader) == [("tweet", 1, 10_000)]
        assert reader.refused("PATCH", own, quantity=2)[0] in {403, 404}
        assert reader.refused("DELETE", own)[0] in {403, 404}
    assert launched.stranger.refused("GET", path) == (404, "NOT_FOUND")
    assert asked(launched) == [("tweet", 1, 10_000)]


@pytest.mark.parametrize(
    "fields",
    [
        {"deliverable_type": "carrier pigeon"}, {"quantity": 0}, {"quantity": 1_001}, {"quantity": "2"},
        {"compensation_amount": -1}, {"compensation_amount": 1.5}, {"due_date": "tomorrow"},
        {"description": "x" * 5_001}, {"price": 1}, {"quantity": None},
    ],
)  # fmt: skip
def test_a_malformed_deliverable_is_422_and_changes_nothing(
    launched: LaunchedCampaign, fields: dict[str, object]
) -> None:
    path = f"{launched.campaign}/deliverables"
    assert launched.brand.refused("POST", path, **{"deliverable_type": "tweet"} | fields)[0] == 422
    assert launched.brand.refused("PATCH", f"{path}/{launched.deliverable}", **fields)[0] == 422
    assert asked(launched) == [("tweet", 1, 10_000)]


def test_deliverables_come_in_pages_and_have_an_end(launched: LaunchedCampaign) -> None:
    """1,250 of 5,000 characters were an answer that Lambda drops, for the brand and for every invited creator."""
    path, text = f"{launched.campaign}/deliverables", "🎉" * 5_000
    made = [launched.brand.post(path, deliverable_type="tweet", description=text)["id"] for _ in range(99)]
    assert launched.brand.refused("POST", path, deliverable_type="tweet") == (409, "TOO_MANY_DELIVERABLES")
    copy = launched.brand.post(f"{launched.campaign}/duplicate")
    assert len(launched.brand.pages(f"/campaigns/{copy['id']}/deliverables", limit="50")) == 2
    launched.invite()
    for reader in (launched.brand, launched.creator):
        pages = reader.pages(path, limit="40")
        assert [row["id"] for page in pages for row in page] == [launched.deliverable, *made]
        assert [len(page) for page in pages] == [40, 40, 20]
        assert len(reader.pages(path, limit="100")) > 1, "a hundred do not fit into one answer"
        assert len(reader.get(path)["data"]) == 20
    launched.brand.delete(f"{path}/{made[0]}")
    launched.brand.post(path, deliverable_type="tweet")


def test_who_was_removed_reads_the_terms_in_pages_too(launched: LaunchedCampaign) -> None:
    path = f"{launched.campaign}/deliverables"
    for _ in range(2):
        launched.brand.post(path, deliverable_type="tweet")
    as_agreed = launched.brand.get(path)["data"]
    launched.brand.post(f"{launched.accept()}/remove")
    assert launched.creator.pages(path, limit="1") == [[row] for row in as_agreed]
