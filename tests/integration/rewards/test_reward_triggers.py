"""Triggers are drafts, go live, are changed by new versions, pause and retire; a brand has its own and no other's."""

from typing import Any
from uuid import uuid4

from tests.actors import Person
from tests.factories.people import make_member, make_user
from tests.factories.rewards import make_program
from tests.integration.rewards.asking import ask
from tests.integration.rewards.triggering import DEALS, MONEY, POINTS, TRIGGERS, Stage


def test_a_trigger_begins_as_a_draft_that_says_all(stage: Stage) -> None:
    made = stage.draft(priority=-3, reward=MONEY)
    assert (made["version"], made["status"], made["live_at"]) == (1, "draft", None)
    assert (made["brand_id"], made["created_by"], made["priority"]) == (
        str(stage.brand_id),
        str(stage.brand.id),
        -3,
    )
    assert made["definition"] == DEALS | {
        "where": [], "count": {"what": "events", "field": None}, "window": "lifetime", "time_zone": "user",
        "levels": [1], "requires": [], "cooldown": None, "per_subject_max": None, "audience": None,
    }  # fmt: skip
    read = stage.brand.get(f"{TRIGGERS}/{made['id']}")
    assert [each["version"] for each in read.pop("versions")] == [1]
    assert read == made == stage.brand.get(TRIGGERS)["data"][0]


def test_a_draft_changes_in_place_and_what_is_not_sent_stays(stage: Stage) -> None:
    made = stage.draft()
    changed = stage.brand.patch(
        f"{TRIGGERS}/{made['id']}", name="More deals", definition=DEALS | {"levels": [1, 5]}
    )
    assert (changed["version"], changed["name"], changed["definition"]["levels"]) == (1, "More deals", [1, 5])
    assert changed["reward"] == made["reward"]
    assert stage.brand.patch(f"{TRIGGERS}/{made['id']}") == changed


def test_what_is_live_is_changed_by_a_draft_of_the_next_version(stage: Stage) -> None:
    live = stage.live()
    path = f"{TRIGGERS}/{live['id']}"
    changed = stage.brand.patch(path, definition=DEALS | {"levels": [3]})
    assert (changed["version"], changed["status"]) == (2, "draft")
    assert stage.brand.patch(path, name="Three deals")["version"] == 2
    shown = stage.brand.get(path)
    assert (shown["version"], shown["name"]) == (1, "Deals")
    assert [(each["version"], each["status"]) for each in shown["versions"]] == [(2, "draft"), (1, "live")]
    again = stage.brand.post(f"{path}/live", version=2, carry_counters=True)
    assert (again["status"], again["carry_counters"], again["name"]) == ("live", True, "Three deals")
    shown = stage.brand.get(path)
    assert [(each["version"], each["status"]) for each in shown["versions"]] == [(2, "live"), (1, "retired")]


def test_it_pauses_goes_on_and_is_over(stage: Stage) -> None:
    live = stage.live()
    path = f"{TRIGGERS}/{live['id']}"
    for step, status in [("pause", "paused"), ("pause", "paused"), ("resume", "live"), ("resume", "live")]:
        moved = stage.brand.post(f"{path}/{step}")
        assert (moved["status"], moved["live_at"]) == (status, live["live_at"])
    stage.brand.patch(path, name="Never")
    assert stage.brand.post(f"{path}/retire")["status"] == "retired"
    assert stage.brand.post(f"{path}/retire")["status"] == "retired"
    assert {each["status"] for each in stage.brand.get(path)["versions"]} == {"retired"}
    for step in ("pause", "resume"):
        assert stage.brand.refused("POST", f"{path}/{step}") == (409, "TRIGGER_TRANSITION_FORBIDDEN")
    assert stage.brand.refused("PATCH", path, name="Again") == (409, "TRIGGER_REFUSED")
    assert stage.brand.refused("POST", f"{path}/live", version=2, carry_counters=False) == (
        409, "TRIGGER_TRANSITION_FORBIDDEN",
    )  # fmt: skip


def test_a_draft_neither_pauses_nor_goes_on(stage: Stage) -> None:
    path = f"{TRIGGERS}/{stage.draft()['id']}"
    for step in ("pause", "resume"):
        assert stage.brand.refused("POST", f"{path}/{step}") == (409, "TRIGGER_TRANSITION_FORBIDDEN")
    assert stage.brand.refused("POST", f"{path}/live", version=2, carry_counters=False) == (404, "NOT_FOUND")
    assert stage.brand.refused("POST", f"{path}/live", version=1)[0] == 422
    assert stage.brand.get(path)["status"] == "draft"


def test_going_live_twice_happens_once(stage: Stage) -> None:
    live = stage.live()
    again = stage.brand.refused("POST", f"{TRIGGERS}/{live['id']}/live", version=1, carry_counters=False)
    assert again == (409, "TRIGGER_TRANSITION_FORBIDDEN")
    assert stage.brand.get(f"{TRIGGERS}/{live['id']}")["live_at"] == live["live_at"]


def test_a_backfill_is_written_down_where_it_is_asked_for(stage: Stage) -> None:
    made = stage.draft()
    path = f"{TRIGGERS}/{made['id']}/live"
    assert stage.brand.refused("POST", path, version=1, carry_counters=True, backfill=True)[0] == 422
    live = stage.brand.post(path, version=1, carry_counters=False, backfill=True)
    said = "select row_to_json(b) from reward_backfills as b where trigger_id = %s"
    found = stage.value(said, made["id"])
    assert (found["version"], found["status"], found["requested_by"]) == (1, "waiting", str(stage.brand.id))
    assert stage.value("select live_at = %s from reward_backfills", live["live_at"])
    other = stage.live(key="another")
    assert stage.value(said, other["id"]) is None


def test_a_brand_sees_and_moves_nothing_of_anothers(stage: Stage) -> None:
    live = stage.live()
    path = f"{TRIGGERS}/{live['id']}"
    platform = stage.live(stage.boss)
    for stranger, place in [(stage.other, path), (stage.brand, f"{TRIGGERS}/{platform['id']}")]:
        seen = [each["id"] for each in stranger.get(TRIGGERS)["data"]]
        assert place.rsplit("/", 1)[1] not in seen
        assert stranger.refused("GET", place) == (404, "NOT_FOUND")
        assert stranger.refused("PATCH", place, name="Mine") == (404, "NOT_FOUND")
        assert stranger.refused("PATCH", place) == (404, "NOT_FOUND")
        assert stranger.refused("POST", f"{place}/live", version=1, carry_counters=False) == (
            404,
            "NOT_FOUND",
        )
        assert stranger.refused("POST", f"{place}/test", fact={"type": "login.day"}) == (404, "NOT_FOUND")
        for step in ("pause", "resume", "retire"):
            assert stranger.refused("POST", f"{place}/{step}") == (404, "NOT_FOUND")
    body = {"key": "mine", "name": "Mine", "definition": DEALS, "reward": POINTS}
    for program in (stage.program, stage.platform_program, uuid4()):
        assert stage.other.refused("POST", TRIGGERS, program_id=str(program), **body) == (404, "NOT_FOUND")
    assert {live["id"], platform["id"]} <= {each["id"] for each in stage.boss.get(TRIGGERS)["data"]}
    assert stage.brand.get(path)["status"] == "live"


def test_who_may_only_look_changes_nothing(stage: Stage) -> None:
    path = f"{TRIGGERS}/{stage.live()['id']}"
    with stage.database.connect() as db:
        analyst = Person(make_member(db, stage.brand_id, "analyst"), ask)
        manager = Person(make_member(db, stage.brand_id, "campaign_manager"), ask)
        creator = Person(make_user(db), ask)
    assert analyst.get(path)["status"] == "live"
    assert analyst.refused("POST", f"{path}/pause") == (403, "FORBIDDEN")
    assert analyst.refused("PATCH", path, name="Mine") == (403, "FORBIDDEN")
    assert creator.refused("POST", f"{path}/pause") == (404, "NOT_FOUND")
    assert creator.get(TRIGGERS)["data"] == []
    assert manager.post(f"{path}/pause")["status"] == "paused"


def test_lists_are_filtered_and_come_in_pages(stage: Stage) -> None:
    ids = [stage.draft(key=f"trigger-{n}")["id"] for n in range(3)]
    stage.brand.post(f"{TRIGGERS}/{ids[1]}/live", version=1, carry_counters=False)
    stage.brand.patch(f"{TRIGGERS}/{ids[1]}", name="Next")
    stage.draft(stage.boss)
    pages = stage.brand.pages(TRIGGERS, limit="1")
    assert [each["id"] for page in pages for each in page] == [*reversed(ids)]
    assert [each["id"] for each in stage.brand.get(TRIGGERS, status="live")["data"]] == [ids[1]]
    assert [each["id"] for each in stage.brand.get(TRIGGERS, status="draft")["data"]] == [ids[2], ids[0]]
    assert len(stage.boss.get(TRIGGERS, program_id=str(stage.program))["data"]) == 3
    assert stage.boss.get(TRIGGERS, program_id=str(uuid4()))["data"] == []


def test_the_same_request_twice_makes_one_trigger(stage: Stage) -> None:
    body = {
        "program_id": str(stage.program),
        "key": "once",
        "name": "Once",
        "definition": DEALS,
        "reward": POINTS,
    }
    event: dict[str, Any] = {
        "user": stage.brand.id,
        "body": body,
        "headers": {"idempotency-key": uuid4().hex},
    }
    first, second = (ask("POST", f"/api/v1{TRIGGERS}", **event) for _ in range(2))
    assert (first.status, second.status) == (201, 201)
    assert first.body == second.body
    assert stage.brand.refused("POST", TRIGGERS, **body) == (409, "TRIGGER_KEY_TAKEN")


def test_a_program_that_has_ended_takes_no_trigger_and_lets_none_go_live(stage: Stage) -> None:
    draft, live = stage.draft(key="draft"), stage.live(key="live")
    stage.brand.post(f"{TRIGGERS}/{live['id']}/pause")
    with stage.database.connect() as db:
        db.execute(
            "update reward_programs set status = 'ended', ended_at = now() where id = %s", (stage.program,)
        )
    body = {
        "program_id": str(stage.program),
        "key": "late",
        "name": "Late",
        "definition": DEALS,
        "reward": POINTS,
    }
    assert stage.brand.refused("POST", TRIGGERS, **body) == (409, "TRIGGER_REFUSED")
    for path, more in [
        (f"{draft['id']}/live", {"version": 1, "carry_counters": False}),
        (f"{live['id']}/resume", {}),
    ]:
        assert stage.brand.refused("POST", f"{TRIGGERS}/{path}", **more) == (409, "TRIGGER_REFUSED")
    assert stage.brand.post(f"{TRIGGERS}/{live['id']}/retire")["status"] == "retired"


def test_what_was_live_is_fixed_and_audited(stage: Stage) -> None:
    live = stage.live()
    assert stage.value(
        "select array_agg(action order by id) from audit_logs where resource_type = 'reward_triggers'"
        " and resource_id = %s", live["id"],
    ) == ["reward_triggers.insert", "reward_triggers.update"]  # fmt: skip


def test_after_the_ban_nobody_makes_a_trigger(stage: Stage) -> None:
    path = f"{TRIGGERS}/{stage.live()['id']}"
    with stage.database.connect() as db:
        db.execute("update auth.users set status = 'banned' where id = %s", (stage.brand.id,))
    assert stage.brand.refused("POST", f"{path}/pause")[0] in {401, 403}
    assert stage.boss.post(f"{path}/pause")["status"] == "paused"


def test_a_platforms_program_is_no_place_for_a_brands_trigger_of_another_program(stage: Stage) -> None:
    with stage.database.connect() as db:
        second = make_program(db, stage.brand_id, name="Second")
    assert stage.draft(program_id=str(second))["program_id"] == str(second)
    assert stage.draft()["key"] == "a-trigger"  # a key is one in its program
