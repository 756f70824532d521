"""What people have achieved is public where they say so, and until they withdraw it."""

from typing import Any

import pytest

from tests.actors import Person
from tests.concurrency import Step, run_at_once
from tests.conftest import Database
from tests.factories.events import Answer
from tests.factories.people import make_user
from tests.factories.rewards import start_achievements, unlock
from tests.integration.rewards.achieving import MINE, NOW, level, shown
from tests.integration.rewards.asking import ask
from tests.typing import Connection


@pytest.fixture
def db(db: Connection) -> Connection:
    """The superuser, bound by no policy; the starter set counts."""
    start_achievements(db)
    return db


@pytest.fixture
def creator(db: Connection) -> Person:
    return Person(make_user(db), ask)


def publication(key: str) -> str:
    return f"{MINE}/{key}/publication"


def publish(person: Person, key: str, **body: Any) -> Answer:
    return ask("PUT", f"/api/v1{publication(key)}", user=person.id, body=body)


def test_what_is_published_stays_so_until_it_is_withdrawn(db: Connection, creator: Person) -> None:
    for number in (1, 10):
        unlock(db, creator.id, "survey-voice", level=number)
    assert publish(creator, "survey-voice", level=10).body == {"published": 1}
    since = level(creator, "survey-voice", 10)["published_at"]
    assert level(creator, "survey-voice", 1)["published_at"] is None
    assert publish(creator, "survey-voice").body == {"published": 2}
    assert level(creator, "survey-voice", 10)["published_at"] == since, "twice is once"
    assert level(creator, "survey-voice", 1)["published_at"]
    for _ in range(2):
        answer = ask(
            "DELETE", f"/api/v1{publication('survey-voice')}", user=creator.id, query={"level": "10"}
        )
        assert answer.status == 204
    assert [each["published_at"] is None for each in shown(creator)["survey-voice"]["levels"]] == [
        False, True, True,
    ]  # fmt: skip
    creator.delete(publication("survey-voice"))
    assert level(creator, "survey-voice", 1)["published_at"] is None


def test_what_is_not_unlocked_or_anothers_is_not_found(db: Connection, creator: Person) -> None:
    other = Person(make_user(db), ask)
    unlock(db, creator.id, "survey-voice")
    for key in ("survey-voice", "no-such", "first-deal"):
        assert other.refused("PUT", publication(key)) == (404, "NOT_FOUND")
        assert other.refused("DELETE", publication(key)) == (404, "NOT_FOUND")
    assert creator.refused("PUT", publication("survey-voice"), level=10) == (404, "NOT_FOUND")
    assert level(creator, "survey-voice")["published_at"] is None
    assert publish(creator, "survey-voice").status == 200


def test_what_was_revoked_is_not_published(db: Connection, creator: Person) -> None:
    unlock(db, creator.id, "survey-voice", revoked_at=NOW, revoked_reason="Taken back.")
    answer = publish(creator, "survey-voice")
    assert (answer.status, answer.body["code"]) == (409, "ACHIEVEMENT_REVOKED")
    assert "revoked_at" in answer.body["details"][0]
    creator.delete(publication("survey-voice"))
    unlock(db, creator.id, "survey-voice", level=10)
    assert publish(creator, "survey-voice").body == {"published": 1}, "of those that are unlocked"
    assert creator.refused("PUT", publication("survey-voice"), level=1) == (409, "ACHIEVEMENT_REVOKED")


@pytest.mark.parametrize(
    "body", [{"level": 0}, {"level": "1"}, {"level": 10**7}, {"level": 1.5}, {"all": True}, [], None]
)
def test_a_body_that_is_none_is_refused(creator: Person, body: object) -> None:
    answer = ask("PUT", f"/api/v1{publication('first-deal')}", user=creator.id, body=body)
    assert (answer.status, answer.body["code"]) == (422, "VALIDATION_FAILED")


def test_published_and_withdrawn_at_once_all_are_answered(
    database: Database, db: Connection, creator: Person
) -> None:
    unlock(db, creator.id, "survey-voice")
    steps: list[Step] = [
        (str(creator.id), "select app.publish_achievement('survey-voice', %s, null)", (published,))
        for published in [True, False] * 3
    ]
    assert run_at_once(database, *steps) == ["ok"] * 6
    assert publish(creator, "survey-voice").body == {"published": 1}
