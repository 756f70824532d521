"""Before a trigger goes live its owner sees what it would have granted, and what that would cost; nothing is done."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from rewards.reward_dry_runs import service
from tests.actors import Person
from tests.factories.people import make_member, make_user
from tests.factories.rewards import fund_program, record_fact
from tests.integration.rewards.asking import ask
from tests.integration.rewards.triggering import DEALS, MONEY, TRIGGERS, Stage
from tests.typing import Connection


@pytest.fixture
def stage(stage: Stage, db: Connection) -> Stage:
    """Programs of the platform and of a brand; two people did three things each for the brand, and one for another."""
    for person in (make_user(db), make_user(db)):
        for brand in (stage.brand_id,) * 3 + (uuid4(),):
            record_fact(db, person, role="creator", brand_id=str(brand))
    db.execute("select app.apply_fact(id, at) from reward_facts where applied_at is null")
    return stage


def path(trigger: Any) -> str:
    return f"{TRIGGERS}/{trigger['id']}/dry-run"


def test_it_says_who_would_get_how_much_and_whether_the_budget_suffices(stage: Stage) -> None:
    made = stage.draft(reward=MONEY, definition=DEALS | {"levels": [1, 3, 5]})
    said = stage.brand.post(path(made))
    assert said == {
        "trigger_id": made["id"], "version": 1, "facts": 6, "people": 2, "waiting": 0, "awards": 4,
        "levels": [{"level": 1, "awards": 2}, {"level": 3, "awards": 2}, {"level": 5, "awards": 0}],
        "points": 0, "amount": 2000, "currency": "eur", "budget_left": 0, "is_covered": False,
    }  # fmt: skip
    with stage.database.connect() as db:
        fund_program(db, stage.program, 2000)
    assert stage.brand.post(path(made)) == said | {"budget_left": 2000, "is_covered": True}
    assert stage.value("select count(*) from reward_awards") == 0
    assert stage.value("select count(*) from reward_counters") == 0


def test_points_cost_nothing_and_what_lacks_an_achievement_waits(stage: Stage) -> None:
    made = stage.draft(definition=DEALS | {"levels": [2], "requires": ["first-deal"]})
    stage.value("update user_achievements set revoked_at = now(), revoked_reason = 'x' returning 1")
    said = stage.brand.post(path(made))
    assert (said["awards"], said["people"], said["waiting"], said["amount"], said["is_covered"]) == (
        0,
        0,
        2,
        None,
        True,
    )
    stage.brand.patch(f"{TRIGGERS}/{made['id']}", definition=DEALS | {"levels": [2]})
    assert stage.brand.post(path(made))["points"] == 20


def test_a_span_and_a_version_can_be_asked_for(stage: Stage) -> None:
    live = stage.live()
    stage.brand.patch(f"{TRIGGERS}/{live['id']}", definition=DEALS | {"levels": [3]})
    assert [stage.brand.post(path(live), version=version)["levels"][0]["level"] for version in (1, 2)] == [
        1,
        3,
    ]
    assert stage.brand.post(path(live))["version"] == 2
    assert stage.brand.post(path(live), until="2026-01-01T00:00:00Z")["facts"] == 0
    assert stage.brand.post(path(live), since="2099-01-01T00:00:00Z")["facts"] == 0
    assert stage.brand.refused("POST", path(live), version=3) == (404, "NOT_FOUND")
    assert stage.brand.refused("POST", path(live), version=0)[0] == 422
    assert stage.brand.refused("POST", path(live), since="yesterday")[0] == 422


def test_what_people_have_already_is_not_granted_again(stage: Stage) -> None:
    live = stage.live()
    stage.brand.post(f"{TRIGGERS}/{live['id']}/backfill")
    stage.value("select app.run_backfill(id, 100)::text from reward_backfills")
    assert stage.value("select count(*) from reward_awards where trigger_id = %s", UUID(live["id"])) == 2
    assert stage.brand.post(path(live))["awards"] == 0


def test_others_learn_nothing(stage: Stage) -> None:
    made = stage.draft()
    with stage.database.connect() as db:
        analyst = Person(make_member(db, stage.brand_id, "analyst"), ask)
        creator = Person(make_user(db), ask)
    for stranger in (stage.other, creator):
        assert stranger.refused("POST", path(made)) == (404, "NOT_FOUND")
    assert analyst.refused("POST", path(made)) == (403, "FORBIDDEN")
    assert stage.boss.post(path(made))["awards"] == 2


def test_more_than_can_be_counted_while_somebody_waits_is_refused_with_the_number(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST_FACTS", 5)
    made = stage.draft()
    answer = ask("POST", f"/api/v1{path(made)}", user=stage.brand.id, body={})
    assert (answer.status, answer.body["code"]) == (409, "DRY_RUN_TOO_LARGE")
    assert answer.body["details"] == [{"facts": 6, "looked_at": 8, "most": 5}]
