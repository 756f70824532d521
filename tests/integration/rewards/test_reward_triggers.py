"""Triggers are drafts, go live, are changed by new versions, pause and retire; a brand has its own and sees no other's."""

import json
from typing import Any
from uuid import uuid4

import pytest
from jsonschema import Draft202012Validator

from tests.actors import Person
from tests.conftest import Database
from tests.factories.events import call, http_event
from tests.factories.people import make_member, make_user
from tests.factories.rewards import make_achievement, make_program
from tests.integration.rewards.triggering import DEALS, MONEY, POINTS, TRIGGERS, Stage, api, ask, set_up


@pytest.fixture
def stage(database: Database) -> Stage:
    """Programs of the platform and of a brand."""
    return set_up(database)


def test_a_trigger_begins_as_a_draft_that_says_all(stage: Stage) -> None:
    made = stage.draft(priority=-3, reward=MONEY)
    assert (made["version"], made["status"], made["live_at"]) == (1, "draft", None)
    assert (made["brand_id"], made["created_by"], made["priority"]) == (str(stage.brand_id), str(stage.brand.id), -3)
    assert made["definition"] == DEALS | {
        "where": [], "count": {"what": "events", "field": None}, "window": "lifetime", "time_zone": "user",
        "levels": [1], "requires": [], "cooldown": None, "per_subject_max": None, "audience": None,
    }  # fmt: skip
    read = stage.brand.get(f"{TRIGGERS}/{made['id']}")
    assert [each["version"] for each in read.pop("versions")] == [1]
    assert read == made == stage.brand.get(TRIGGERS)["data"][0]


def test_a_draft_changes_in_place_and_what_is_not_sent_stays(stage: Stage) -> None:
    made = stage.draft()
    changed = stage.brand.patch(f"{TRIGGERS}/{made['id']}", name="More deals", definition=DEALS | {"levels": [1, 5]})
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
    live, path = stage.live(), ""
    path = f"{TRIGGERS}/{live['id']}"
    platform = stage.live(stage.boss)
    for stranger, place in [(stage.other, path), (stage.brand, f"{TRIGGERS}/{platform['id']}")]:
        seen = [each["id"] for each in stranger.get(TRIGGERS)["data"]]
        assert place.rsplit("/", 1)[1] not in seen
        assert stranger.refused("GET", place) == (404, "NOT_FOUND")
        assert stranger.refused("PATCH", place, name="Mine") == (404, "NOT_FOUND")
        assert stranger.refused("PATCH", place) == (404, "NOT_FOUND")
        assert stranger.refused("POST", f"{place}/live", version=1, carry_counters=False) == (404, "NOT_FOUND")
        assert stranger.refused("POST", f"{place}/test", fact={"type": "login.day"}) == (404, "NOT_FOUND")
        for step in ("pause", "resume", "retire"):
            assert stranger.refused("POST", f"{place}/{step}") == (404, "NOT_FOUND")
    body = {"key": "mine", "name": "Mine", "definition": DEALS, "reward": POINTS}
    for program in (stage.program, stage.platform_program, uuid4()):
        assert stage.other.refused("POST", TRIGGERS, program_id=str(program), **body) == (404, "NOT_FOUND")
    assert {each["id"] for each in stage.boss.get(TRIGGERS)["data"]} == {live["id"], platform["id"]}
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
    body = {"program_id": str(stage.program), "key": "once", "name": "Once", "definition": DEALS, "reward": POINTS}
    event: dict[str, Any] = {"user": stage.brand.id, "body": body, "headers": {"idempotency-key": uuid4().hex}}
    first, second = (ask("POST", f"/api/v1{TRIGGERS}", **event) for _ in range(2))
    assert (first.status, second.status) == (201, 201)
    assert first.body == second.body
    assert stage.brand.refused("POST", TRIGGERS, **body) == (409, "TRIGGER_KEY_TAKEN")


def test_a_program_that_has_ended_takes_no_trigger_and_lets_none_go_live(stage: Stage) -> None:
    draft, live = stage.draft(key="draft"), stage.live(key="live")
    stage.brand.post(f"{TRIGGERS}/{live['id']}/pause")
    with stage.database.connect() as db:
        db.execute("update reward_programs set status = 'ended', ended_at = now()")
    body = {"program_id": str(stage.program), "key": "late", "name": "Late", "definition": DEALS, "reward": POINTS}
    assert stage.brand.refused("POST", TRIGGERS, **body) == (409, "TRIGGER_REFUSED")
    for path, more in [(f"{draft['id']}/live", {"version": 1, "carry_counters": False}), (f"{live['id']}/resume", {})]:
        assert stage.brand.refused("POST", f"{TRIGGERS}/{path}", **more) == (409, "TRIGGER_REFUSED")
    assert stage.brand.post(f"{TRIGGERS}/{live['id']}/retire")["status"] == "retired"


@pytest.mark.parametrize(
    ("reward", "of_brand"),
    [
        ({"kind": "badge", "achievement": "first-steps"}, True), ({"kind": "tier_boost", "tier": "gold", "days": 3}, True),
        ({"kind": "token", "amount": 1, "currency": "impact"}, True),
    ],
)  # fmt: skip
def test_a_brand_grants_money_and_points_alone(stage: Stage, reward: dict[str, Any], of_brand: bool) -> None:
    body = {"key": "k", "name": "N", "definition": DEALS, "reward": reward}
    refused = stage.brand.refused("POST", TRIGGERS, program_id=str(stage.program), **body)
    assert refused == (422, "REWARD_NOT_FOR_THIS_TRIGGER")
    assert stage.boss.post(TRIGGERS, program_id=str(stage.platform_program), **body)["reward"].items() >= reward.items()


def test_money_is_never_claimed_by_itself(stage: Stage) -> None:
    body = {"program_id": str(stage.program), "key": "k", "name": "N", "definition": DEALS, "reward": MONEY}
    assert stage.brand.refused("POST", TRIGGERS, **body, auto_claim=True) == (422, "REWARD_NOT_FOR_THIS_TRIGGER")
    assert stage.draft(auto_claim=True)["auto_claim"]


@pytest.mark.parametrize(
    ("reward", "reason"),
    [
        ({"kind": "token", "amount": 1, "currency": "impact"}, "kind_is_off"),
        ({"kind": "coupon", "plan": "pro", "coupon": "TEN"}, "kind_is_off"),
        ({"kind": "locker", "drop_id": str(uuid4()), "item_id": str(uuid4())}, "kind_is_off"),
        (MONEY | {"currency": "usd"}, "currency_differs"),
        ({"kind": "badge", "achievement": "no-such"}, "achievement_unknown"),
        ({"kind": "badge", "achievement": "known", "level": 2}, "achievement_unknown"),
        ({"kind": "tier_boost", "tier": "no_such", "days": 3}, "tier_unknown"),
    ],
)
def test_what_cannot_be_granted_does_not_go_live(stage: Stage, reward: dict[str, Any], reason: str) -> None:
    with stage.database.connect() as db:
        make_achievement(db, "known")
    made = stage.draft(stage.boss, reward=reward)
    refused = ask("POST", f"/api/v1{TRIGGERS}/{made['id']}/live", user=stage.boss.id,
                  body={"version": 1, "carry_counters": False})  # fmt: skip
    assert (refused.status, refused.body["code"]) == (409, "TRIGGER_REFUSED")
    assert refused.body["details"][0]["reason"] == reason
    assert stage.boss.get(f"{TRIGGERS}/{made['id']}")["status"] == "draft"


@pytest.mark.parametrize(
    ("definition", "place"),
    [
        ({"levels": []}, "levels"), ({"levels": [5, 1]}, "levels"), ({"levels": [1] * 21}, "levels"),
        ({"window": "rolling:91d"}, "window"), ({"window": "year"}, "window"), ({"cooldown": "P367D"}, "cooldown"),
        ({"on": "deal"}, "on"), ({"more": 1}, "more"), ({"requires": ["a"] * 6}, "requires"),
        ({"where": [{"field": "a", "op": "eq", "value": 1}] * 3_000}, "where"),
        ({"where": [{"field": "price", "op": "matches", "value": ".*"}]}, "where.0"),
        ({"where": [{"field": "platform", "op": "in", "value": ["x"] * 51}]}, "where.0.in.value"),
        ({"where": [{"field": "platform", "op": "eq", "value": "x" * 201}]}, "where.0.eq.value"),
        ({"where": [{"field": "platform", "op": "eq", "value": "a\x00b"}]}, "where.0.eq.value"),
        ({"where": [{"field": "platform\" || true", "op": "exists"}]}, "where.0.exists.field"),
        ({"where": [{"field": "platform", "op": "in", "value": ["x" * 200] * 41}]}, ""),
        ({"count": {"what": "distinct", "field": "gig_id"}, "levels": [1_001]}, ""),
        ({"count": {"what": "sum"}}, "count"), ({"per_subject_max": 0}, "per_subject_max"),
        ({"audience": {"segment_id": str(uuid4())}}, "audience.segment_id"), ({"time_zone": "CET-1"}, "time_zone"),
    ],
)  # fmt: skip
def test_what_is_no_definition_is_told_where(stage: Stage, definition: dict[str, Any], place: str) -> None:
    answer = ask("POST", f"/api/v1{TRIGGERS}", user=stage.brand.id, body={
        "program_id": str(stage.program), "key": "k", "name": "N", "reward": POINTS, "definition": DEALS | definition,
    })  # fmt: skip
    assert answer.status == 422, answer.body
    assert any(f"definition.{place}".strip(".") in each["field"] for each in answer.body["details"]), answer.body
    assert len(answer.body["details"]) <= 21
    assert stage.value("select count(*) from reward_triggers") == 0


@pytest.mark.parametrize(
    ("definition", "place", "reason"),
    [
        ({"where": [{"field": "followers", "op": "exists"}]}, "where.0.field", "field_unknown"),
        ({"where": [{"field": "platform", "op": "gt", "value": 1}]}, "where.0.field", "no_number"),
        ({"where": [{"field": "price", "op": "contains", "value": "1"}]}, "where.0.field", "no_text"),
        ({"where": [{"field": "price", "op": "eq", "value": "1"}]}, "where.0.value", "not_this_kind"),
        ({"where": [{"field": "price", "op": "exists"}, {"field": "platform", "op": "in", "value": [1]}]}, "where.1.value",
         "not_this_kind"),
        ({"count": {"what": "sum", "field": "platform"}}, "count.field", "no_number"),
        ({"count": {"what": "distinct", "field": "price"}}, "count.field", "no_text"),
        ({"count": {"what": "sum", "field": "price"}}, "where", "currency_missing"),
        ({"count": {"what": "sum", "field": "price"}, "where": [{"field": "currency", "op": "ne", "value": "usd"}]}, "where",
         "currency_missing"),
        ({"window": "campaign"}, "window", "field_unknown"), ({"time_zone": "Europe/Nowhere"}, "time_zone", "time_zone_unknown"),
    ],
)  # fmt: skip
def test_facts_have_what_is_asked_of_them(stage: Stage, definition: dict[str, Any], place: str, reason: str) -> None:
    answer = ask("POST", f"/api/v1{TRIGGERS}", user=stage.brand.id, body={
        "program_id": str(stage.program), "key": "k", "name": "N", "reward": POINTS, "definition": DEALS | definition,
    })  # fmt: skip
    assert (answer.status, answer.body["code"]) == (422, "TRIGGER_DEFINITION_REFUSED")
    (detail,) = answer.body["details"]
    assert (detail["field"], detail["reason"]) == (f"definition.{place}", reason)
    assert detail["message"]


def test_a_type_that_is_not_registered_is_refused(stage: Stage) -> None:
    body = {"program_id": str(stage.program), "key": "k", "name": "N", "reward": POINTS}
    for kind in ("no.such", "deal.released.reversed"):
        refused = stage.brand.refused("POST", TRIGGERS, **body, definition={"on": kind})
        assert refused == (422, "TRIGGER_FACT_TYPE_UNKNOWN")


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b'{"definition": "\xff\xfe"}', 400), (b"[" * 100_000, 400), (b'{"name": "' + b"x" * 1_200_000 + b'"}', 413),
        (json.dumps({"definition": {"where": [{"field": "a", "op": "eq", "value": 1}] * 10_000}}).encode(), 413),
    ],
)  # fmt: skip
def test_a_body_that_cannot_be_read_is_refused(stage: Stage, raw: bytes, status: int) -> None:
    event = http_event("POST", f"/api/v1{TRIGGERS}", user=stage.brand.id, raw_body=raw)
    assert call(api.lambda_handler, event).status == status


def test_the_schema_is_one_and_says_the_same(stage: Stage) -> None:
    schema = stage.other.get(f"{TRIGGERS}/schema")
    for each in schema.values():
        Draft202012Validator.check_schema(each)
    definition = Draft202012Validator(schema["definition"])
    assert definition.is_valid(stage.draft(reward=MONEY)["definition"])
    for wrong in ({}, DEALS | {"levels": []}, DEALS | {"where": [{"field": "a", "op": "gt", "value": "1"}]}, DEALS | {"x": 1}):
        assert not definition.is_valid(wrong)
    assert Draft202012Validator(schema["reward"]).is_valid(MONEY)
    assert not Draft202012Validator(schema["reward"]).is_valid(MONEY | {"amount": 0})


def test_values_with_marks_are_kept_as_they_are(stage: Stage) -> None:
    values = ['"', "\\", "'; drop table reward_triggers; --", "\U0001f600", "ÄÖ \u200b", '" || true || "']
    made = stage.draft(definition=DEALS | {"where": [{"field": "platform", "op": "in", "value": values}]})
    assert made["definition"]["where"][0]["value"] == values
    path = f"{TRIGGERS}/{made['id']}/test"
    for value in [*values, "instagram"]:
        fact = {"type": "deal.released", "data": {"role": "creator", "brand_id": str(stage.brand_id), "platform": value}}
        assert stage.brand.post(path, fact=fact)["counts"] == (value in values), json.dumps(value)


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
