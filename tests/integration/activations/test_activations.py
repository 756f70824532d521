"""`/api/v1/activations`: who plans, launches, changes, completes and deletes them, and what time does."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from tests.factories.activations import make_activation, make_activation_code, make_geofence
from tests.factories.people import brand_of
from tests.integration.activations.asking import ask, run
from tests.integration.activations.people import ACTIVATIONS, NOW, People
from tests.typing import Connection

STEPS = ("launch", "pause", "resume", "complete")


def planned(db: Connection, people: People, **more: object) -> str:
    """The path of a draft with a code."""
    made = people.owner.post(ACTIVATIONS, **people.planned(**more))
    make_activation_code(db, UUID(made["id"]))
    return f"{ACTIVATIONS}/{made['id']}"


def test_an_activation_is_planned_launched_paused_resumed_and_completed(
    db: Connection, people: People
) -> None:
    made = people.manager.post(
        ACTIVATIONS, **people.planned(name=" At the gate ", landing_url="https://Example.com")
    )
    assert (made["name"], made["status"], made["closed_because"]) == ("At the gate", "draft", "draft")
    assert (made["brand_id"], made["created_by"]) == (str(people.brand), str(people.manager.id))
    assert (made["landing_url"], made["launched_at"]) == ("https://example.com/", None)
    path = f"{ACTIVATIONS}/{made['id']}"
    answer = ask("POST", f"/api/v1{path}/launch", user=people.owner.id)
    assert (answer.status, answer.body["code"]) == (409, "ACTIVATION_NOT_READY")
    assert answer.body["details"] == [{"lacks": ["code"]}]
    make_activation_code(db, UUID(made["id"]))
    launched = people.manager.post(f"{path}/launch")
    assert (launched["status"], launched["closed_because"]) == ("active", None)
    assert launched["launched_at"] is not None
    assert people.manager.post(f"{path}/pause")["closed_because"] == "paused"
    assert people.manager.post(f"{path}/resume")["status"] == "active"
    completed = people.manager.post(f"{path}/complete")
    assert (completed["status"], completed["closed_because"]) == ("completed", "completed")
    assert people.analyst.get(path) == completed
    for step in STEPS:
        assert people.owner.refused("POST", f"{path}/{step}") == (409, "ACTIVATION_STEP_FORBIDDEN")


def test_who_reads_only_reads_only(db: Connection, people: People) -> None:
    path = planned(db, people)
    assert people.analyst.get(path)["status"] == "draft"
    assert people.analyst.refused("POST", ACTIVATIONS, **people.planned()) == (403, "FORBIDDEN")
    assert people.analyst.refused("PATCH", path, name="Mine") == (403, "FORBIDDEN")
    assert people.analyst.refused("DELETE", path) == (403, "FORBIDDEN")
    for step in STEPS:
        assert people.analyst.refused("POST", f"{path}/{step}") == (403, "FORBIDDEN")


def test_another_brand_finds_nothing_and_moves_nothing(db: Connection, people: People) -> None:
    path = planned(db, people)
    assert people.stranger.get(ACTIVATIONS)["data"] == []
    assert people.stranger.refused("POST", ACTIVATIONS, **people.planned()) == (404, "NOT_FOUND")
    for method, body in (("GET", {}), ("PATCH", {"name": "Mine"}), ("DELETE", {})):
        assert people.stranger.refused(method, path, **body) == (404, "NOT_FOUND")
    for step in STEPS:
        assert people.stranger.refused("POST", f"{path}/{step}") == (404, "NOT_FOUND")
    assert people.owner.get(path)["name"] == "Scan us"


def test_one_request_under_one_key_makes_one(people: People) -> None:
    body = people.planned()
    first, second = (
        ask(
            "POST",
            "/api/v1/activations",
            user=people.owner.id,
            body=body,
            headers={"idempotency-key": "once"},
        )
        for _ in range(2)
    )
    assert first.body == second.body
    assert len(people.owner.get(ACTIVATIONS)["data"]) == 1


def test_the_list_goes_page_by_page_by_campaign_and_by_status(db: Connection, people: People) -> None:
    for n in range(3):
        people.owner.post(ACTIVATIONS, **people.planned(name=f"Gate {n}"))
    make_activation(db, people.brand, name="Elsewhere")
    of_campaign = people.owner.pages(ACTIVATIONS, campaign_id=str(people.campaign), limit="2")
    assert [[one["name"] for one in rows] for rows in of_campaign] == [["Gate 2", "Gate 1"], ["Gate 0"]]
    assert [one["name"] for one in people.owner.get(ACTIVATIONS, status="active")["data"]] == ["Elsewhere"]
    assert len(people.boss.get(ACTIVATIONS)["data"]) == 4


def test_a_brand_in_which_nobody_can_act_is_closed_and_the_list_says_so(
    db: Connection, people: People
) -> None:
    made = make_activation(db, people.brand, people.campaign)
    for person in (people.owner, people.manager, people.analyst):
        db.execute("update auth.users set status = 'banned' where id = %s", (person.id,))
    found = people.boss.get(f"{ACTIVATIONS}/{made}")
    assert (found["status"], found["closed_because"]) == ("active", "brand_barred")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"ends_at": (NOW - timedelta(minutes=1)).isoformat()}, "ACTIVATION_TIMES_INVALID"),
        ({"starts_at": (NOW + timedelta(days=2)).isoformat()}, "ACTIVATION_TIMES_INVALID"),
        ({"ends_at": (NOW + timedelta(days=401)).isoformat()}, "ACTIVATION_TIMES_INVALID"),
        ({"time_zone": "Mars/Olympus"}, "TIME_ZONE_UNKNOWN"),
        ({"landing_url": "https://go.example.org/t/abc"}, "DESTINATION_REFUSED"),
        ({"landing_url": "https://x.cloudfront.net/"}, "DESTINATION_REFUSED"),
        ({"landing_url": "http://example.com"}, "DESTINATION_REFUSED"),
        ({"landing_url": "https://user@example.com"}, "DESTINATION_REFUSED"),
        ({"limit_total": 0}, "VALIDATION_FAILED"), ({"limit_total": 10_000_001}, "VALIDATION_FAILED"),
        ({"limit_per_device_day": 0}, "VALIDATION_FAILED"), ({"limit_per_device_day": None}, "VALIDATION_FAILED"),
        ({"rotate_seconds": 9}, "VALIDATION_FAILED"), ({"grace_steps": 11}, "VALIDATION_FAILED"),
        ({"min_age": 12}, "VALIDATION_FAILED"), ({"locale": "english"}, "VALIDATION_FAILED"),
        ({"name": "\u200b"}, "VALIDATION_FAILED"), ({"status": "active"}, "VALIDATION_FAILED"),
        ({"fence_mode": "maybe"}, "VALIDATION_FAILED"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_when_it_is_made_and_when_it_changes(
    people: People, change: dict[str, object], code: str
) -> None:
    assert people.owner.refused("POST", ACTIVATIONS, **people.planned(**change)) == (422, code)
    made = people.owner.post(ACTIVATIONS, **people.planned())
    assert people.owner.refused("PATCH", f"{ACTIVATIONS}/{made['id']}", **change) == (422, code)
    assert people.owner.get(f"{ACTIVATIONS}/{made['id']}") == made


def test_a_draft_changes_and_a_fence_of_another_brand_is_none(db: Connection, people: People) -> None:
    path = planned(db, people)
    fence = make_geofence(db, people.brand)
    changed = people.owner.patch(
        path, geofence_id=str(fence), fence_mode="refuse", peak=True, min_age=16, limit_total=5
    )
    assert (changed["geofence_id"], changed["fence_mode"], changed["peak"]) == (str(fence), "refuse", True)
    assert people.owner.patch(path) == changed
    theirs = make_geofence(db, brand_of(db, people.stranger.id))
    assert people.owner.refused("PATCH", path, geofence_id=str(theirs)) == (404, "NOT_FOUND")
    assert people.owner.refused("POST", ACTIVATIONS, **people.planned(geofence_id=str(uuid4()))) == (
        404,
        "NOT_FOUND",
    )


def test_a_launch_without_its_fence_is_refused(db: Connection, people: People) -> None:
    path = planned(db, people, fence_mode="flag")
    assert people.owner.refused("POST", f"{path}/launch") == (409, "ACTIVATION_NOT_READY")
    people.owner.patch(path, geofence_id=str(make_geofence(db, people.brand)))
    people.owner.post(f"{path}/launch")


def test_what_is_fixed_since_the_launch_does_not_change(db: Connection, people: People) -> None:
    path = planned(db, people)
    people.owner.post(f"{path}/launch")
    answer = ask(
        "PATCH", f"/api/v1{path}", user=people.owner.id, body={"code_mode": "rotating", "peak": True}
    )
    assert (answer.status, answer.body["code"]) == (409, "ACTIVATION_TERMS_FIXED")
    assert answer.body["details"][0]["fixed"] == ["code_mode", "peak"]
    people.owner.patch(path, name="Longer", ends_at=(NOW + timedelta(days=2)).isoformat())
    people.owner.post(f"{path}/complete")
    assert people.owner.refused("PATCH", path, name="Late") == (409, "ACTIVATION_TERMS_FIXED")


def test_a_limit_is_not_lowered_below_what_counted(db: Connection, people: People) -> None:
    path = planned(db, people, limit_total=10)
    people.owner.post(f"{path}/launch")
    db.execute("update activation_quotas set left_over = left_over - 4")
    assert people.owner.refused("PATCH", path, limit_total=3) == (409, "LIMIT_BELOW_COUNTED")
    assert people.owner.patch(path, limit_total=4)["limit_total"] == 4


def test_a_draft_is_deleted_with_its_codes_and_nothing_else_is(db: Connection, people: People) -> None:
    path = planned(db, people)
    people.owner.delete(path)
    assert people.owner.refused("GET", path) == (404, "NOT_FOUND")
    assert db.execute("select count(*) from activation_codes").fetchone() == (0,)
    path = planned(db, people)
    people.owner.post(f"{path}/launch")
    for person in (people.owner, people.boss):
        assert person.refused("DELETE", path) == (409, "ACTIVATION_TERMS_FIXED")
    assert people.owner.refused("DELETE", f"{ACTIVATIONS}/{uuid4()}") == (404, "NOT_FOUND")


def test_time_completes_what_ended_two_days_ago_once(db: Connection, people: People) -> None:
    end = datetime.now(UTC) - timedelta(hours=49)
    made = make_activation(db, people.brand, people.campaign, starts_at=end - timedelta(days=1), ends_at=end)
    assert run("activations", datetime.now(UTC)) == {"completed": 1}
    assert people.owner.get(f"{ACTIVATIONS}/{made}")["status"] == "completed"
