"""Administrators keep what can be achieved; what people have of it stays."""

from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg.types.json import Jsonb

from tests.actors import Person
from tests.concurrency import call_at_once
from tests.factories.people import make_user
from tests.factories.rewards import make_program, make_trigger, unlock
from tests.integration.rewards.asking import ask
from tests.typing import Connection

ALL = "/achievement-definitions"
GERMAN = {"name": "Frühaufsteher", "description": "Immer der erste.", "criteria": "Vor sechs Uhr aufstehen."}
DRAFT: dict[str, Any] = {
    "key": "early-bird", "name": "Early bird", "description": "Always first.", "criteria": "Rise before six.",
    "image_key": "login-streak", "levels": [1, 10], "points": 5, "translations": {"de": GERMAN},
}  # fmt: skip


@pytest.fixture
def boss(admin: UUID) -> Person:
    """Somebody who keeps them."""
    return Person(admin, ask)


def test_the_starter_set_is_there(boss: Person) -> None:
    listed = boss.get(ALL)["data"]
    assert len(listed) == 20
    assert [each["key"] for each in listed] == sorted(each["key"] for each in listed)
    assert boss.get(f"{ALL}/first-deal") == next(each for each in listed if each["key"] == "first-deal")


def test_one_more_can_be_achieved_by_whom_it_is_for(boss: Person, db: Connection) -> None:
    made = boss.post(ALL, **DRAFT, audience="creator")
    assert {name: made[name] for name in DRAFT} == DRAFT
    assert (made["audience"], made["hidden"], made["retired_at"]) == ("creator", False, None)
    assert made["updated_by"] == str(boss.id)
    mine = {each["key"]: each for each in Person(make_user(db), ask).get("/achievements")["data"]}
    assert mine["early-bird"]["name"] == "Early bird"
    assert [each["level"] for each in mine["early-bird"]["levels"]] == [1, 10]


def test_a_key_is_given_once_also_at_once(boss: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def create() -> int:
        return ask("POST", f"/api/v1{ALL}", user=boss.id, body=DRAFT).status

    assert sorted(call_at_once(monkeypatch, [create] * 4)) == [201, 409, 409, 409]
    assert boss.refused("POST", ALL, **DRAFT) == (409, "ACHIEVEMENT_EXISTS")
    assert boss.refused("POST", ALL, **DRAFT | {"key": "first-deal"}) == (409, "ACHIEVEMENT_EXISTS")


def test_what_is_sent_changes_and_the_rest_stays(boss: Person) -> None:
    before = boss.post(ALL, **DRAFT)
    after = boss.patch(f"{ALL}/early-bird", points=7, hidden=True)
    assert after == before | {"points": 7, "hidden": True, "updated_at": after["updated_at"]}
    assert boss.patch(f"{ALL}/early-bird", points=7) == after, "twice is once"
    assert boss.patch(f"{ALL}/early-bird") == after
    french = GERMAN | {"name": "Lève-tôt"}
    assert boss.patch(f"{ALL}/early-bird", translations={"fr": french})["translations"] == {"fr": french}


def test_every_change_is_audited(boss: Person, db: Connection) -> None:
    boss.post(ALL, **DRAFT)
    boss.patch(f"{ALL}/early-bird", points=7)
    boss.patch(f"{ALL}/early-bird", points=7)
    assert db.execute(
        "select action, user_id from audit_logs where resource_type = 'achievements' and resource_id = 'early-bird'"
        " order by id"
    ).fetchall() == [("achievements.insert", boss.id), ("achievements.update", boss.id)]


def test_retired_it_cannot_be_earned_until_it_is_back(boss: Person, db: Connection) -> None:
    boss.post(ALL, **DRAFT)
    since = boss.patch(f"{ALL}/early-bird", retired=True)["retired_at"]
    assert since
    assert boss.patch(f"{ALL}/early-bird", retired=True, points=9)["retired_at"] == since
    assert boss.patch(f"{ALL}/early-bird", points=8)["retired_at"] == since
    statement = "select app.unlock_achievement(%s, 'early-bird', 1, null, now()) is null"
    person = make_user(db)
    assert db.execute(statement, (person,)).fetchall() == [(True,)]
    assert boss.patch(f"{ALL}/early-bird", retired=False)["retired_at"] is None
    assert db.execute(statement, (person,)).fetchall() == [(False,)]


def test_levels_that_are_in_use_stay(boss: Person, db: Connection) -> None:
    boss.post(ALL, **DRAFT)
    unlock(db, make_user(db), "early-bird", level=10)
    assert boss.refused("PATCH", f"{ALL}/early-bird", levels=[1]) == (409, "ACHIEVEMENT_LEVEL_IN_USE")
    assert boss.patch(f"{ALL}/early-bird", levels=[5, 10])["levels"] == [5, 10]
    reward = {"kind": "badge", "achievement": "early-bird", "level": 5}
    trigger = make_trigger(db, make_program(db), reward=reward)
    assert boss.refused("PATCH", f"{ALL}/early-bird", levels=[10]) == (409, "ACHIEVEMENT_LEVEL_IN_USE")
    db.execute("update reward_triggers set status = 'retired' where id = %s", (trigger,))
    assert boss.patch(f"{ALL}/early-bird", levels=[10, 20])["levels"] == [10, 20]
    assert boss.refused("PATCH", f"{ALL}/reach", levels=[1_000]) == (409, "ACHIEVEMENT_LEVEL_IN_USE")


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("key", "Early Bird"), ("key", "-early"), ("key", ""), ("key", "x" * 65),
        ("name", " "), ("name", "x" * 101), ("name", "two\nlines"), ("name", "\u200b"),
        ("description", ""), ("description", "x" * 501), ("criteria", "\u200b \n"), ("criteria", "x" * 2_001),
        ("criteria", "zero\0byte"), ("image_key", "../secret"), ("image_key", None), ("audience", "admin"),
        ("levels", []), ("levels", [0]), ("levels", [5, 1]), ("levels", [1, 1]), ("levels", [1.5]),
        ("levels", ["1"]), ("levels", list(range(1, 22))), ("levels", [1_000_001]), ("hidden", "perhaps"),
        ("points", -1), ("points", 1_000_001), ("points", "5"),
        ("translations", {"en": GERMAN}), ("translations", {"deutsch": GERMAN}), ("translations", {"DE": GERMAN}),
        ("translations", {"de": {"name": "Nur das"}}), ("translations", {"de": GERMAN | {"title": "x"}}),
        ("translations", {"de": GERMAN | {"name": ""}}), ("translations", {"de": GERMAN | {"criteria": "x" * 2_001}}),
        ("translations", {f"a{chr(97 + n)}": GERMAN for n in range(21)}), ("translations", None),
        ("retired_at", "2026-01-01T00:00:00Z"),
    ],
)  # fmt: skip
def test_what_is_none_is_refused(boss: Person, field: str, wrong: object) -> None:
    boss.post(ALL, **DRAFT)
    assert boss.refused("POST", ALL, **DRAFT | {"key": "another", field: wrong}) == (422, "VALIDATION_FAILED")
    assert boss.refused("PATCH", f"{ALL}/early-bird", **{field: wrong}) == (422, "VALIDATION_FAILED")


def test_a_badge_shows_one_of_our_pictures(boss: Person) -> None:
    boss.post(ALL, **DRAFT)
    answer = ask(
        "POST", f"/api/v1{ALL}", user=boss.id, body=DRAFT | {"key": "another", "image_key": "no-such"}
    )
    assert (answer.status, answer.body["code"]) == (422, "PICTURE_UNKNOWN")
    assert "login-streak" in answer.body["details"][0]["known"]
    assert boss.refused("PATCH", f"{ALL}/early-bird", image_key="no-such") == (422, "PICTURE_UNKNOWN")


def test_words_that_are_too_many_together_are_refused(boss: Person) -> None:
    long = {"name": "x", "description": "y" * 500, "criteria": "z" * 2_000}
    languages = {f"a{chr(97 + n)}": long for n in range(20)}
    assert boss.refused("POST", ALL, **DRAFT | {"translations": languages}) == (422, "VALIDATION_FAILED")


def test_nobody_else_keeps_them(creator: UUID, owner: UUID, boss: Person) -> None:
    boss.post(ALL, **DRAFT)
    for person in (Person(creator, ask), Person(owner, ask)):
        for method, path in (("GET", ALL), ("GET", f"{ALL}/early-bird")):
            assert person.refused(method, path) == (403, "FORBIDDEN")
        assert person.refused("POST", ALL, **DRAFT) == (403, "FORBIDDEN")
        assert person.refused("PATCH", f"{ALL}/early-bird", points=1) == (403, "FORBIDDEN")
    for method in ("GET", "PATCH"):
        assert boss.refused(method, f"{ALL}/no-such") == (404, "NOT_FOUND")


@pytest.mark.parametrize(
    "translations",
    [
        [], "de", 1, None, {"de": []}, {"de": None}, {"de": {}}, {"en": GERMAN}, {"De": GERMAN}, {"deu": GERMAN},
        {"de": GERMAN | {"more": "x"}}, {"de": {key: GERMAN[key] for key in ("name", "criteria")}},
        {"de": GERMAN | {"name": 5}}, {"de": GERMAN | {"name": "\u200b"}}, {"de": GERMAN | {"name": "x" * 101}},
    ],
)  # fmt: skip
def test_the_table_refuses_words_that_are_not_whole(db: Connection, translations: object) -> None:
    with pytest.raises(psycopg.errors.CheckViolation) as refused:
        db.execute("update achievements set translations = %s where key = 'reach'", (Jsonb(translations),))
    assert refused.value.diag.constraint_name == "achievements_translations_are_whole"
