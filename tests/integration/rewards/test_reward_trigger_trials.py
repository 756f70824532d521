"""A trigger is tested with a pasted fact: it says why not, or what it would count and grant, and writes nothing."""

from typing import Any
from uuid import uuid4

import pytest

from tests.factories.people import make_user
from tests.factories.rewards import make_achievement, unlock
from tests.integration.rewards.triggering import DEALS, MONEY, TRIGGERS, Stage

EUROS = [{"field": "currency", "op": "eq", "value": "eur"}]


def try_it(stage: Stage, definition: dict[str, Any], fact: dict[str, Any], **more: object) -> Any:
    """What the administrator is told of the fact by a draft of the platform."""
    made = stage.draft(stage.boss, definition=definition, reward=MONEY, key=f"k-{uuid4().hex[:8]}")
    return stage.boss.post(f"{TRIGGERS}/{made['id']}/test", fact={"type": "deal.released"} | fact, **more)


def test_what_counts_is_told_with_its_levels_and_nothing_is_written(stage: Stage) -> None:
    said = DEALS | {"count": {"what": "sum", "field": "price"}, "where": EUROS, "levels": [100, 500, 1_000]}
    said |= {"window": "month", "time_zone": "Pacific/Kiritimati"}
    fact = {"at": "2026-10-31T12:00:00Z", "data": {"role": "creator", "currency": "eur", "price": 700}}
    told = try_it(stage, said, fact)
    assert told.pop("explanation")
    assert told == {
        "version": 1, "counts": True, "reason": None, "value": 700, "member": None, "period_key": "2026-11",
        "value_after": 700, "levels": [100, 500], "waits_for": [],
    }  # fmt: skip
    for table in ("reward_facts", "reward_counters", "reward_awards", "reward_subjects"):
        assert stage.value(f"select count(*) from {table}") == 0


@pytest.mark.parametrize(
    ("definition", "fact", "reason"),
    [
        ({}, {"type": "login.day"}, "type"), ({}, {"data": {"role": "brand"}}, "who"), ({}, {}, "who"),
        ({}, {"data": {"role": "creator"}, "depth": 4}, "depth"),
        ({"where": EUROS}, {"data": {"role": "creator", "currency": "usd"}}, "condition"),
        ({"where": EUROS}, {"data": {"role": "creator"}}, "condition"),
        ({"where": EUROS, "count": {"what": "sum", "field": "price"}},
         {"data": {"role": "creator", "currency": "eur", "price": "700"}}, "field"),
        ({"count": {"what": "distinct", "field": "gig_id"}}, {"data": {"role": "creator"}}, "field"),
    ],
)  # fmt: skip
def test_why_it_does_not_count_is_told(
    stage: Stage, definition: dict[str, Any], fact: dict[str, Any], reason: str
) -> None:
    told = try_it(stage, DEALS | definition, fact)
    assert (told["counts"], told["reason"], told["levels"]) == (False, reason, [])
    assert told["explanation"] not in {"", reason, "It counts."}


def test_a_brand_is_told_that_a_deal_is_anothers(stage: Stage) -> None:
    path = f"{TRIGGERS}/{stage.draft()['id']}/test"
    for brand, reason in [(str(uuid4()), "brand"), (str(stage.brand_id), None)]:
        fact = {"type": "deal.released", "data": {"role": "creator", "brand_id": brand}}
        assert stage.brand.post(path, fact=fact)["reason"] == reason


def test_where_somebody_stands_is_for_administrators(stage: Stage) -> None:
    with stage.database.connect() as db:
        person, agent = make_user(db), make_user(db, "brand")
        make_achievement(db, "first-steps")
    fact = {"type": "deal.released", "data": {"role": "creator", "brand_id": str(stage.brand_id)}}
    path = f"{TRIGGERS}/{stage.draft()['id']}/test"
    assert stage.brand.refused("POST", path, fact=fact, user_id=str(person)) == (403, "FORBIDDEN")
    assert stage.boss.refused("POST", path, fact=fact, user_id=str(uuid4())) == (404, "NOT_FOUND")
    said = DEALS | {"audience": {"roles": ["creator"]}, "requires": ["first-steps"]}
    assert try_it(stage, said, fact)["waits_for"] == ["first-steps"]
    assert try_it(stage, said, fact, user_id=str(agent))["reason"] == "audience"
    with stage.database.connect() as db:
        unlock(db, person, "first-steps")
    told = try_it(stage, said, fact, user_id=str(person))
    assert (told["counts"], told["waits_for"], told["levels"]) == (True, [], [1])


def test_each_version_can_be_tested(stage: Stage) -> None:
    live = stage.live()
    path = f"{TRIGGERS}/{live['id']}"
    stage.brand.patch(path, definition=DEALS | {"who": "brand"})
    fact = {"type": "deal.released", "data": {"role": "creator", "brand_id": str(stage.brand_id)}}
    told = [stage.brand.post(f"{path}/test", fact=fact, version=version) for version in (1, 2, None)]
    assert [(each["version"], each["counts"]) for each in told] == [(1, True), (2, False), (2, False)]
    assert stage.brand.refused("POST", f"{path}/test", fact=fact, version=3) == (404, "NOT_FOUND")


@pytest.mark.parametrize(
    "fact",
    [
        {}, {"type": "no"}, {"type": "login.day", "at": "yesterday"}, {"type": "login.day", "data": {"a b": 1}},
        {"type": "login.day", "at": "1999-01-01T00:00:00Z"}, {"type": "login.day", "data": {"a": {"b": 1}}},
        {"type": "login.day", "data": {"a": "x" * 201}}, {"type": "login.day", "data": {"a": "\x00"}},
        {"type": "login.day", "data": {"a": 10**15}}, {"type": "login.day", "data": {"a" * n: 1 for n in range(1, 42)}},
        {"type": "login.day", "depth": 101}, {"type": "login.day", "more": 1},
    ],
)  # fmt: skip
def test_what_is_no_fact_is_refused(stage: Stage, fact: dict[str, Any]) -> None:
    assert stage.brand.refused("POST", f"{TRIGGERS}/{stage.draft()['id']}/test", fact=fact)[0] == 422
