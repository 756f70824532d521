"""The starter set: twenty achievements, each with a picture, words in two languages and a trigger for each level."""

from collections import Counter
from typing import Any

import pytest
from pydantic import TypeAdapter

from common.models.reward_definitions import TriggerDefinition
from common.models.reward_triggers import BadgeReward
from rewards.achievements.pictures import names
from tests.conftest import Database

Row = dict[str, Any]
WORDS = {"name", "description", "criteria"}


@pytest.fixture
def achievements(shared_database: Database) -> list[Row]:
    with shared_database.connect() as db:
        return [row[0] for row in db.execute("select to_jsonb(a) from achievements as a")]


@pytest.fixture
def triggers(shared_database: Database) -> list[Row]:
    with shared_database.connect() as db:
        return [row[0] for row in db.execute("select to_jsonb(t) from reward_triggers as t")]


def test_there_are_twenty_for_creators_brands_agents_and_everybody(achievements: list[Row]) -> None:
    assert Counter(each["audience"] for each in achievements) == {
        "creator": 10, "brand": 5, "agent": 3, "everybody": 2,
    }  # fmt: skip
    assert not any(each["hidden"] or each["retired_at"] for each in achievements)
    assert all(each["points"] > 0 for each in achievements)


def test_each_has_the_picture_of_its_name(achievements: list[Row]) -> None:
    assert [each["image_key"] for each in achievements] == [each["key"] for each in achievements]
    assert {each["key"] for each in achievements} <= names()


def test_each_says_the_same_in_english_and_in_german(achievements: list[Row]) -> None:
    for each in achievements:
        assert each["translations"].keys() == {"de"}
        german = each["translations"]["de"]
        assert german.keys() == WORDS
        assert all(german[word] and german[word] != each[word] for word in WORDS), each["key"]
        numbers = ["".join(c for c in text if c.isdigit()) for text in (each["criteria"], german["criteria"])]
        assert numbers[0] == numbers[1], each["key"]


def test_each_level_has_a_live_trigger_of_the_platforms_program(
    achievements: list[Row], triggers: list[Row], shared_database: Database
) -> None:
    granted = [(each["reward"]["achievement"], each["reward"]["level"]) for each in triggers]
    assert sorted(granted) == sorted(
        (each["key"], level) for each in achievements for level in each["levels"]
    )
    assert all(
        each["status"] == "live" and each["auto_claim"] and each["brand_id"] is None and each["live_at"]
        for each in triggers
    )
    with shared_database.connect() as db:
        program = db.execute(
            "select id = app.achievement_program(), currency, budget_total from reward_programs"
        ).fetchall()
    assert program == [(True, None, 0)], "tests/conftest.py has found it active"


def test_what_triggers_ask_for_is_there_to_be_asked(triggers: list[Row], shared_database: Database) -> None:
    with shared_database.connect() as db:
        fields = {
            row[0]: (set(row[1]), set(row[2]))
            for row in db.execute("select key, numeric_fields, text_fields from fact_types")
        }
    for each in triggers:
        asked = TypeAdapter(TriggerDefinition).validate_python(each["definition"])
        TypeAdapter(BadgeReward).validate_python(each["reward"])
        numbers, texts = fields[asked.on]
        assert {one.field for one in asked.where if one.op == "gte"} <= numbers, each["key"]
        assert {one.field for one in asked.where if one.op == "in"} <= texts, each["key"]
        assert asked.count.field is None or asked.count.field in texts, each["key"]
        assert asked.who is None or "role" in texts


def test_a_level_is_what_its_trigger_counts_to(triggers: list[Row]) -> None:
    for each in triggers:
        level, asked = each["reward"]["level"], each["definition"]
        if each["key"].startswith("reach"):
            assert (asked["levels"], asked["where"][0]["value"]) == ([1], level)
        else:
            assert asked["levels"] == [level]


def test_the_guard_of_definitions_takes_each_as_a_draft(
    triggers: list[Row], shared_database: Database
) -> None:
    with shared_database.connect() as db, db.transaction(force_rollback=True):
        made = db.execute(
            "insert into reward_triggers (id, version, program_id, key, name, definition, reward, auto_claim)"
            " select id, 2, program_id, key, name, definition, reward, auto_claim from reward_triggers"
        )
        assert made.rowcount == len(triggers)
