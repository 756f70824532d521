"""What is no definition or reward of a trigger is refused with where it stands; what is one is kept as it was said."""

import json
from typing import Any
from uuid import uuid4

import pytest
from jsonschema import Draft202012Validator

from tests.factories.rewards import make_achievement
from tests.integration.rewards.asking import ask
from tests.integration.rewards.triggering import DEALS, MONEY, POINTS, TRIGGERS, Stage


@pytest.mark.parametrize(
    "reward",
    [
        {"kind": "badge", "achievement": "first-steps"}, {"kind": "tier_boost", "tier": "gold", "days": 3},
        {"kind": "token", "amount": 1, "currency": "impact"},
    ],
)  # fmt: skip
def test_a_brand_grants_money_and_points_alone(stage: Stage, reward: dict[str, Any]) -> None:
    body = {"key": "k", "name": "N", "definition": DEALS, "reward": reward}
    refused = stage.brand.refused("POST", TRIGGERS, program_id=str(stage.program), **body)
    assert refused == (422, "REWARD_NOT_FOR_THIS_TRIGGER")
    assert (
        stage.boss.post(TRIGGERS, program_id=str(stage.platform_program), **body)["reward"].items()
        >= reward.items()
    )


def test_money_is_never_claimed_by_itself(stage: Stage) -> None:
    body = {"program_id": str(stage.program), "key": "k", "name": "N", "definition": DEALS, "reward": MONEY}
    assert stage.brand.refused("POST", TRIGGERS, **body, auto_claim=True) == (
        422,
        "REWARD_NOT_FOR_THIS_TRIGGER",
    )
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
        ({"where": [{"field": "a", "op": "eq", "value": 1}] * 1_000}, "where"),
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
    assert any(f"definition.{place}".strip(".") in each["field"] for each in answer.body["details"]), (
        answer.body
    )
    assert len(answer.body["details"]) <= 21
    assert (
        stage.value("select count(*) from reward_triggers where program_id <> app.achievement_program()") == 0
    )


@pytest.mark.parametrize(
    ("definition", "place", "reason"),
    [
        ({"where": [{"field": "followers", "op": "exists"}]}, "where.0.field", "field_unknown"),
        ({"where": [{"field": "platform", "op": "gt", "value": 1}]}, "where.0.field", "no_number"),
        ({"where": [{"field": "price", "op": "contains", "value": "1"}]}, "where.0.field", "no_text"),
        ({"where": [{"field": "price", "op": "eq", "value": "1"}]}, "where.0.value", "not_this_kind"),
        ({"where": [{"field": "price", "op": "exists"}, {"field": "platform", "op": "in", "value": [1]}]},
         "where.1.value", "not_this_kind"),
        ({"count": {"what": "sum", "field": "platform"}}, "count.field", "no_number"),
        ({"count": {"what": "distinct", "field": "price"}}, "count.field", "no_text"),
        ({"count": {"what": "sum", "field": "price"}}, "where", "currency_missing"),
        ({"count": {"what": "sum", "field": "price"}, "where": [{"field": "currency", "op": "ne", "value": "usd"}]},
         "where", "currency_missing"),
        ({"window": "campaign"}, "window", "field_unknown"),
        ({"time_zone": "Europe/Nowhere"}, "time_zone", "time_zone_unknown"),
    ],
)  # fmt: skip
def test_facts_have_what_is_asked_of_them(
    stage: Stage, definition: dict[str, Any], place: str, reason: str
) -> None:
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
    assert ask("POST", f"/api/v1{TRIGGERS}", user=stage.brand.id, raw_body=raw).status == status


def test_the_schema_is_one_and_says_the_same(stage: Stage) -> None:
    schema = stage.other.get(f"{TRIGGERS}/schema")
    for each in schema.values():
        Draft202012Validator.check_schema(each)
    definition = Draft202012Validator(schema["definition"])
    assert definition.is_valid(stage.draft(reward=MONEY)["definition"])
    condition = {"field": "a", "op": "gt", "value": "1"}
    wrongs: list[dict[str, Any]] = [
        {},
        DEALS | {"levels": []},
        DEALS | {"where": [condition]},
        DEALS | {"x": 1},
    ]
    for wrong in wrongs:
        assert not definition.is_valid(wrong)
    assert Draft202012Validator(schema["reward"]).is_valid(MONEY)
    assert not Draft202012Validator(schema["reward"]).is_valid(MONEY | {"amount": 0})


def test_values_with_marks_are_kept_as_they_are(stage: Stage) -> None:
    values = ['"', "\\", "'; drop table reward_triggers; --", "\U0001f600", "ÄÖ \u200b", '" || true || "']
    made = stage.draft(definition=DEALS | {"where": [{"field": "platform", "op": "in", "value": values}]})
    assert made["definition"]["where"][0]["value"] == values
    path = f"{TRIGGERS}/{made['id']}/test"
    for value in [*values, "instagram"]:
        fact = {
            "type": "deal.released",
            "data": {"role": "creator", "brand_id": str(stage.brand_id), "platform": value},
        }
        assert stage.brand.post(path, fact=fact)["counts"] == (value in values), json.dumps(value)
