"""Surveys: creators of the campaign answer once, within what was asked; the brand reads the counts."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests.actors import Person, acting_as
from tests.conftest import Database
from tests.factories.campaigns import make_campaign, make_invitation
from tests.factories.people import make_user

QUESTIONS = [
    {"kind": "text", "prompt": "What did you miss?", "required": False},
    {"kind": "single", "prompt": "Again?", "options": ["yes", "no"]},
    {"kind": "multiple", "prompt": "Which?", "options": ["reel", "story", "post"]},
    {"kind": "rating", "prompt": "How good?"},
    {"kind": "nps", "prompt": "Would you recommend us?"},
]


@pytest.fixture
def people(database: Database) -> tuple[Person, Person, Person, str]:
    with database.connect() as db:
        owner, creator, stranger = make_user(db, "brand"), make_user(db), make_user(db)
        campaign = make_campaign(db, owner, status="active")
        make_invitation(db, campaign, creator)
    return Person(owner), Person(creator), Person(stranger), f"/campaigns/{campaign}"


def answers(survey: Any, *values: object) -> list[dict[str, object]]:
    ids = [question["id"] for question in survey["questions"]]
    return [{"question_id": q, "answer": v} for q, v in zip(ids, values, strict=True) if v is not None]


def test_a_survey_is_answered_once_and_counted(people: tuple[Person, Person, Person, str]) -> None:
    brand, creator, stranger, campaign = people
    survey = brand.post(f"{campaign}/surveys", title="Looking back", questions=QUESTIONS)
    path = f"/surveys/{survey['survey']['id']}"
    given = answers(survey, None, "yes", ["reel", "post"], 4, 10)
    assert creator.refused("POST", f"{path}/responses", answers=given) == (404, "NOT_FOUND")
    assert creator.refused("POST", f"{path}/open") == (404, "NOT_FOUND")
    assert brand.post(f"{path}/open")["status"] == "open"
    creator.post(f"{path}/responses", answers=given)
    assert creator.refused("POST", f"{path}/responses", answers=given) == (409, "ALREADY_ANSWERED")
    assert stranger.refused("GET", path) == (404, "NOT_FOUND")
    assert stranger.refused("POST", f"{path}/responses", answers=given) == (404, "NOT_FOUND")
    assert brand.refused("POST", f"{path}/responses", answers=given) == (403, "FORBIDDEN")
    results = brand.get(f"{path}/results")
    assert results["responses"] == 1
    assert [(q["answered"], q["counts"], q["mean"]) for q in results["questions"]] == [
        (0, {}, None), (1, {"yes": 1}, None), (1, {"reel": 1, "post": 1}, None), (1, {"4": 1}, 4), (1, {"10": 1}, 10),
    ]  # fmt: skip
    assert creator.refused("GET", f"{path}/results")[0] in {403, 404}


@pytest.mark.parametrize(
    "values",
    [
        (None, None, ["reel"], 4, 10),
        (None, "maybe", ["reel"], 4, 10),
        (None, "yes", ["reel", "reel"], 4, 10),
        (None, "yes", [], 4, 10),
        (None, "yes", ["reel"], 6, 10),
        (None, "yes", ["reel"], 4, 11),
        (7, "yes", ["reel"], 4, 10),
    ],
)
def test_an_answer_that_does_not_fit_is_422_and_leaves_nothing(
    people: tuple[Person, Person, Person, str], values: tuple[object, ...]
) -> None:
    brand, creator, _, campaign = people
    survey = brand.post(f"{campaign}/surveys", title="Looking back", questions=QUESTIONS)
    path = f"/surveys/{survey['survey']['id']}"
    brand.post(f"{path}/open")
    assert creator.refused("POST", f"{path}/responses", answers=answers(survey, *values))[0] == 422
    assert brand.get(f"{path}/results")["responses"] == 0


@pytest.mark.parametrize(
    "question",
    [
        {"kind": "single", "prompt": "One?", "options": ["only"]},
        {"kind": "single", "prompt": "Twice?", "options": ["a", "a"]},
        {"kind": "text", "prompt": "Why?", "options": ["a", "b"]},
        {"kind": "text", "prompt": " "},
    ],
)
def test_a_malformed_question_is_422(
    people: tuple[Person, Person, Person, str], question: dict[str, object]
) -> None:
    brand, _, _, campaign = people
    assert brand.refused("POST", f"{campaign}/surveys", title="T", questions=[question])[0] == 422


def test_the_largest_survey_is_taken_and_answered(people: tuple[Person, Person, Person, str]) -> None:
    """A hundred questions with fifty options each: as much as the model allows, and more than other bodies may have."""
    brand, creator, _, campaign = people
    options = [f"option {number:02} {'o' * 100}" for number in range(50)]
    questions = [{"kind": "multiple", "prompt": f"Question {n}", "options": options} for n in range(100)]
    survey = brand.post(f"{campaign}/surveys", title="Everything", questions=questions)
    path = f"/surveys/{survey['survey']['id']}"
    assert [question["options"] for question in brand.get(path)["questions"]] == [options] * 100
    brand.post(f"{path}/open")
    creator.post(f"{path}/responses", answers=answers(survey, *[options] * 100))
    assert brand.get(f"{path}/results")["questions"][99]["counts"][options[49]] == 1


def test_results_come_in_pages_and_show_of_long_answers_what_fits(
    people: tuple[Person, Person, Person, str], database: Database
) -> None:
    brand, _, _, campaign = people
    questions = [{"kind": "text", "prompt": f"Question {number}"} for number in range(3)]
    survey = brand.post(f"{campaign}/surveys", title="In your words", questions=questions)
    brand.post(f"/surveys/{survey['survey']['id']}/open")
    with database.connect() as db:
        creators = [make_user(db) for _ in range(45)]
        for creator in creators:
            make_invitation(db, UUID(campaign.rpartition("/")[2]), creator)
    for number, creator in enumerate(creators):
        given = answers(survey, *[f"{number:02}{'🎉' * 4_998}"] * 3)
        Person(creator).post(f"/surveys/{survey['survey']['id']}/responses", answers=given)
    path = f"/surveys/{survey['survey']['id']}/results"
    pages = brand.pages(path, "questions")
    assert [[question["position"] for question in page] for page in pages] == [[1], [2], [3]]
    for (question,) in pages:
        assert (question["answered"], len(question["counts"])) == (45, 40), "40 of 5,000 characters"
    assert [len(page) for page in brand.pages(path, "questions", limit="2")] == [1, 1, 1]


def test_a_campaign_has_a_hundred_surveys(people: tuple[Person, Person, Person, str]) -> None:
    brand, _, _, campaign = people
    survey = {"title": "Again?", "questions": [{"kind": "nps", "prompt": "Again?"}]}
    made = [brand.post(f"{campaign}/surveys", **survey)["survey"]["id"] for _ in range(100)]
    assert brand.refused("POST", f"{campaign}/surveys", **survey) == (409, "TOO_MANY_SURVEYS")
    listed = [row["id"] for page in brand.pages(f"{campaign}/surveys") for row in page]
    assert listed == made[::-1]


def test_creators_see_a_survey_and_its_questions_once_it_is_open_and_keep_it_when_it_is_closed(
    people: tuple[Person, Person, Person, str],
) -> None:
    brand, creator, stranger, campaign = people
    survey = brand.post(f"{campaign}/surveys", title="Looking back", questions=QUESTIONS)
    path = f"/surveys/{survey['survey']['id']}"
    assert brand.get(path)["survey"]["status"] == "draft"
    assert creator.refused("GET", path) == stranger.refused("GET", path) == (404, "NOT_FOUND")
    assert creator.get(f"{campaign}/surveys")["data"] == []
    for step in ("open", "close"):
        brand.post(f"{path}/{step}")
        assert len(creator.get(path)["questions"]) == len(QUESTIONS)
        assert len(creator.get(f"{campaign}/surveys")["data"]) == 1
    late = answers(survey, None, "yes", ["reel"], 4, 10)
    assert creator.refused("POST", f"{path}/responses", answers=late) == (409, "SURVEY_NOT_OPEN")


@pytest.mark.parametrize(
    "said", ["\u200b", "\u3164", "\u2800", " \u00ad\n", "\ufe0f", "\U000e0041"], ids=ascii
)
def test_what_nobody_sees_answers_no_question_that_must_be_answered(
    people: tuple[Person, Person, Person, str], said: str
) -> None:
    brand, creator, _, campaign = people
    asked = [{"kind": "text", "prompt": "Well?"}, {"kind": "text", "prompt": "And?", "required": False}]
    survey = brand.post(f"{campaign}/surveys", title="Looking back", questions=asked)
    path = f"/surveys/{survey['survey']['id']}"
    brand.post(f"{path}/open")
    refused = creator.refused("POST", f"{path}/responses", answers=answers(survey, said, "x"))
    assert refused == (422, "VALIDATION_FAILED")
    assert creator.post(f"{path}/responses", answers=answers(survey, "👍", said))["id"]


def test_the_database_takes_no_answer_that_nobody_sees(
    database: Database, people: tuple[Person, Person, Person, str]
) -> None:
    brand, creator, _, campaign = people
    survey = brand.post(
        f"{campaign}/surveys", title="Looking back", questions=[{"kind": "text", "prompt": "Well?"}]
    )
    brand.post(f"/surveys/{survey['survey']['id']}/open")
    insert = (
        "with given as (insert into survey_responses (survey_id, campaign_id, brand_id, respondent_user_id)"
        " select id, campaign_id, brand_id, auth.uid() from surveys returning *)"
        " insert into survey_question_responses (response_id, survey_id, question_id, brand_id, respondent_user_id,"
        " answer) select g.id, g.survey_id, q.id, g.brand_id, auth.uid(), to_jsonb(%s::text)"
        " from given as g cross join survey_questions as q"
    )
    with database.connect() as db:
        with pytest.raises(psycopg.errors.CheckViolation) as refused, acting_as(db, creator.id):
            db.execute(insert, ("\u200b",))
        assert refused.value.diag.constraint_name == "survey_answer_is_seen_where_it_is_required"
        with acting_as(db, creator.id):
            db.execute(insert, ("Well.",))


def test_a_survey_whose_time_is_over_is_neither_made_nor_opened(
    database: Database, people: tuple[Person, Person, Person, str]
) -> None:
    brand, _, _, campaign = people
    over, soon = (f"{datetime.now(UTC) + timedelta(days=days):%Y-%m-%dT%H:%M:%SZ}" for days in (-1, 1))
    body = {"title": "Looking back", "questions": [{"kind": "nps", "prompt": "Well?"}]}
    refused = brand.refused("POST", f"{campaign}/surveys", closes_at=over, **body)
    assert refused == (409, "SURVEY_TIME_OVER")
    path = f"/surveys/{brand.post(f'{campaign}/surveys', closes_at=soon, **body)['survey']['id']}"
    with database.connect() as db:
        db.execute("alter table surveys disable trigger require_future_closing")
        db.execute("update surveys set closes_at = %s", (over,))
        db.execute("alter table surveys enable trigger require_future_closing")
        assert brand.refused("POST", f"{path}/open") == (409, "SURVEY_TIME_OVER")
        db.execute("update surveys set closes_at = %s", (soon,))
        assert brand.post(f"{path}/open")["status"] == "open"
        with pytest.raises(psycopg.Error) as moved, acting_as(db, brand.id):
            db.execute("update surveys set closes_at = %s", (over,))
        assert moved.value.sqlstate == "IC040"
        db.execute("alter table surveys disable trigger require_future_closing")
        db.execute("update surveys set closes_at = %s", (over,))
        db.execute("alter table surveys enable trigger require_future_closing")
        with acting_as(db, brand.id):
            db.execute("update surveys set title = 'Over'")
    assert brand.post(f"{path}/close")["status"] == "closed"
    assert brand.refused("POST", f"{path}/open") == (409, "SURVEY_TIME_OVER")
