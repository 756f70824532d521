"""Campaigns through the real handler: what each role sees and may do, and every refusal."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from psycopg.types.json import Jsonb

from campaign_lifecycle.api import lambda_handler
from tests.conftest import Database
from tests.factories.campaigns import make_campaign, make_deliverable
from tests.factories.events import Answer, call, http_event
from tests.factories.links import make_link
from tests.factories.people import brand_of, make_member, make_user

PATH = "/api/v1/campaigns"


def send(method: str, path: str, **event: Any) -> Answer:
    return call(lambda_handler, http_event(method, path, **event))


@pytest.fixture
def brand(database: Database) -> UUID:
    with database.connect() as db:
        return make_user(db, "brand")


def create(user: UUID, **body: object) -> Answer:
    return send("POST", PATH, user=user, body={"name": "Summer"} | body)


def create_ready(user: UUID, **body: object) -> Answer:
    """A draft that can be launched."""
    created = create(user, **body)
    path = f"{PATH}/{created.body['id']}/deliverables"
    assert send("POST", path, user=user, body={"deliverable_type": "tweet"}).status == 201
    return created


def test_a_brand_creates_reads_lists_and_changes_a_campaign(brand: UUID) -> None:
    created = create(brand, budget_total=150_000, timeline_start="2026-12-01", timeline_end="2026-12-31")
    assert created.status == 201
    assert created.body["status"] == "draft"
    path = f"{PATH}/{created.body['id']}"
    assert send("GET", path, user=brand).body == created.body
    assert [c["id"] for c in send("GET", PATH, user=brand).body["data"]] == [created.body["id"]]
    changed = send("PATCH", path, user=brand, body={"name": "Winter", "timeline_end": None})
    assert (changed.body["name"], changed.body["timeline_end"]) == ("Winter", None)
    assert changed.body["budget_total"] == 150_000


def test_a_draft_keeps_its_currency_once_a_conversion_was_counted(brand: UUID, database: Database) -> None:
    campaign = create(brand).body["id"]
    path = f"{PATH}/{campaign}"
    assert send("PATCH", path, user=brand, body={"currency": "eur"}).status == 200
    with database.connect() as db:
        db.execute(
            "insert into conversions (campaign_id, brand_id, tracking_link_id, order_id, value, currency)"
            " select campaign_id, brand_id, id, 'first', 1250, 'eur' from tracking_links where short_code = %s",
            (make_link(db, UUID(campaign)),),
        )
    answer = send("PATCH", path, user=brand, body={"currency": "usd"})
    assert (answer.status, answer.body["code"]) == (409, "CURRENCY_FIXED")
    assert send("PATCH", path, user=brand, body={"currency": "eur", "name": "Winter"}).status == 200


def test_an_empty_patch_changes_nothing(brand: UUID) -> None:
    created = create(brand)
    answer = send("PATCH", f"{PATH}/{created.body['id']}", user=brand, body={})
    assert (answer.status, answer.body) == (200, created.body)


def test_a_campaign_walks_through_its_states_and_its_history_tells(brand: UUID) -> None:
    path = f"{PATH}/{create_ready(brand).body['id']}"
    for step, status in [
        ("launch", "active"),
        ("pause", "paused"),
        ("resume", "active"),
        ("cancel", "cancelled"),
    ]:
        assert send("POST", f"{path}/{step}", user=brand).body["status"] == status
    history = send("GET", f"{path}/history", user=brand).body["data"]
    assert [(h["from_status"], h["to_status"]) for h in reversed(history)] == [
        ("draft", "active"), ("active", "paused"), ("paused", "active"), ("active", "cancelled"),
    ]  # fmt: skip
    assert {(h["reason"], h["actor_user_id"]) for h in history} == {("user", str(brand))}


def test_a_forbidden_step_names_the_allowed_ones(brand: UUID) -> None:
    answer = send("POST", f"{PATH}/{create(brand).body['id']}/pause", user=brand)
    assert (answer.status, answer.body["code"]) == (409, "CAMPAIGN_TRANSITION_FORBIDDEN")
    assert answer.body["details"] == [
        {"table": "campaigns", "from": "draft", "to": "paused", "allowed": ["active", "cancelled"]}
    ]


def test_only_a_draft_can_be_deleted(brand: UUID) -> None:
    path = f"{PATH}/{create_ready(brand).body['id']}"
    assert send("DELETE", path, user=brand).status == 204
    assert send("GET", path, user=brand).status == 404
    path = f"{PATH}/{create_ready(brand).body['id']}"
    send("POST", f"{path}/launch", user=brand)
    answer = send("DELETE", path, user=brand)
    assert (answer.status, answer.body["code"]) == (409, "CAMPAIGN_NOT_DRAFT")


@pytest.mark.parametrize(
    "body",
    [
        {"name": ""},
        {"name": "   "},
        {"name": "x" * 201},
        {"name": "nul \x00 byte"},
        {"name": "two\nlines"},
        {"name": "turned \u202edaeh"},
        {"category": "hid\u200bden"},
        {"target_audience": {"location": {"country": "DE", "city": "Ber\u2066lin"}}},
        {"budget_total": -1},
        {"budget_total": 1.5},
        {"budget_total": 10**13},
        {"currency": "xxx"},
        {"currency": "euro"},
        {"currency": "kwd"},
        {"currency": None},
        {"timeline_start": "2026-12-02", "timeline_end": "2026-12-01"},
        {"timeline_start": "1999-12-31"},
        {"timeline_end": "2150-01-01"},
        {"timeline_start": "tomorrow"},
        {"target_audience": {"min_followers": -1}},
        {"target_audience": {"platforms": ["myspace"]}},
        {"target_audience": []},
        {"budget_spent": 5},
        {"status": "active"},
    ],
)
def test_a_malformed_campaign_is_422_and_leaves_nothing(brand: UUID, body: dict[str, object]) -> None:
    assert create(brand, **body).status == 422
    assert send("GET", PATH, user=brand).body["data"] == []


def test_html_and_emoji_in_a_name_come_back_as_they_went(brand: UUID) -> None:
    assert create(brand, name="<b>Été</b> 🎉").body["name"] == "<b>Été</b> 🎉"


def test_names_from_before_they_were_looked_at_are_still_told(database: Database, brand: UUID) -> None:
    path = f"{PATH}/{create(brand).body['id']}"
    audience = {"location": {"country": "DE", "city": "Ber\u202elin"}}
    with database.connect() as db:
        db.execute("update campaigns set name = %s, target_audience = %s", ("two\nlines", Jsonb(audience)))
    answer = send("GET", path, user=brand)
    assert (answer.status, answer.body["name"]) == (200, "two\nlines")
    assert answer.body["target_audience"]["location"] == audience["location"] | {"required": False}
    assert send("PATCH", path, user=brand, body={"description": "New"}).body["name"] == "two\nlines"


def test_another_tenants_campaign_does_not_exist(database: Database, brand: UUID) -> None:
    with database.connect() as db:
        foreign = make_campaign(db)
        for method, path, body in [
            ("GET", f"{PATH}/{foreign}", None),
            ("PATCH", f"{PATH}/{foreign}", {"name": "Mine"}),
            ("DELETE", f"{PATH}/{foreign}", None),
            ("POST", f"{PATH}/{foreign}/launch", None),
            ("GET", f"{PATH}/{foreign}/history", None),
        ]:
            assert send(method, path, user=brand, body=body).status == 404
        assert db.execute("select name, status from campaigns where id = %s", (foreign,)).fetchone() == (
            "Summer", "draft",
        )  # fmt: skip


def test_another_tenants_brand_cannot_be_named(database: Database, brand: UUID) -> None:
    with database.connect() as db:
        other = brand_of(db, make_user(db, "brand"))
    assert create(brand, brand_id=str(other)).status == 403


def test_an_unknown_id_is_404_and_a_broken_one_422(brand: UUID) -> None:
    assert send("GET", f"{PATH}/{uuid4()}", user=brand).status == 404
    assert send("GET", f"{PATH}/one", user=brand).status == 422


def test_a_creator_has_no_brand_to_run_campaigns_for(database: Database) -> None:
    with database.connect() as db:
        creator = make_user(db, "creator")
    assert (create(creator).status, create(creator).body["code"]) == (403, "NO_BRAND")


def test_brand_roles_grade_access(database: Database, brand: UUID) -> None:
    path = f"{PATH}/{create_ready(brand).body['id']}"
    with database.connect() as db:
        brand_id = brand_of(db, brand)
        analyst = make_member(db, brand_id, "analyst")
        manager = make_member(db, brand_id, "campaign_manager")
    assert send("GET", path, user=analyst).status == 200
    assert send("POST", f"{path}/launch", user=analyst).status == 403
    assert send("PATCH", path, user=analyst, body={"name": "No"}).status == 403
    assert send("DELETE", path, user=analyst).status == 403
    assert send("POST", f"{path}/launch", user=manager).body["status"] == "active"


def test_a_member_of_two_brands_says_which(database: Database, brand: UUID) -> None:
    with database.connect() as db:
        first = brand_of(db, brand)
        second = brand_of(db, make_user(db, "brand"))
        manager = make_member(db, first, "campaign_manager")
        db.execute("insert into brand_memberships (brand_id, user_id) values (%s, %s)", (second, manager))
        db.execute("insert into brand_user_roles values (%s, %s, 'campaign_manager')", (second, manager))
    answer = create(manager)
    assert (answer.status, answer.body["code"]) == (409, "BRAND_REQUIRED")
    assert create(manager, brand_id=str(second)).body["brand_id"] == str(second)


def test_an_administrator_runs_any_campaign(database: Database) -> None:
    with database.connect() as db:
        admin = make_user(db, "admin")
        campaign = make_campaign(db)
        make_deliverable(db, campaign)
    assert send("POST", f"{PATH}/{campaign}/launch", user=admin).body["status"] == "active"


def test_nobody_is_let_in_without_an_account(brand: UUID) -> None:
    assert send("GET", f"{PATH}/{create(brand).body['id']}").status in {401, 403, 404}
    assert send("GET", PATH, user=uuid4()).body["code"] == "ACCOUNT_UNKNOWN"


def test_the_list_is_walked_by_cursor_and_filtered(brand: UUID) -> None:
    ids = [
        create(brand, name=f"No. {n}", category="food" if n % 2 else "travel").body["id"] for n in range(5)
    ]
    seen: list[str] = []
    cursor = None
    while True:
        query = {"limit": "2"} | ({"cursor": cursor} if cursor else {})
        body = send("GET", PATH, user=brand, query=query).body
        seen += [c["id"] for c in body["data"]]
        if (cursor := body["next_cursor"]) is None:
            break
    assert seen == ids[::-1]
    food = send("GET", PATH, user=brand, query={"category": "food"}).body["data"]
    assert [c["name"] for c in food] == ["No. 3", "No. 1"]
    assert send("GET", PATH, user=brand, query={"status": "active"}).body["data"] == []


@pytest.mark.parametrize("query", [{"limit": "0"}, {"limit": "101"}, {"cursor": "???"}, {"status": "open"}])
def test_a_malformed_query_is_422(brand: UUID, query: dict[str, str]) -> None:
    assert send("GET", PATH, user=brand, query=query).status == 422


def test_a_repeated_create_with_one_key_makes_one_campaign(brand: UUID) -> None:
    headers = {"idempotency-key": "one"}
    first = send("POST", PATH, user=brand, body={"name": "Once"}, headers=headers)
    again = send("POST", PATH, user=brand, body={"name": "Once"}, headers=headers)
    assert (again.status, again.body) == (201, first.body)
    other = send("POST", PATH, user=brand, body={"name": "Other"}, headers=headers)
    assert (other.status, other.body["code"]) == (422, "IDEMPOTENCY_KEY_REUSED")
    assert len(send("GET", PATH, user=brand).body["data"]) == 1
