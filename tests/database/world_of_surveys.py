"""Rows of surveys in the world of `world.py`: one that is open, with an answer, and a draft."""

from typing import TYPE_CHECKING

from psycopg.types.json import Jsonb

if TYPE_CHECKING:
    from tests.database.world import World


def surveys(world: "World") -> None:
    """Both surveys, a question of each (`question_id`), and a response (`response_id`)."""
    add = world.add
    add("public.surveys", "survey_id", title="How was it?", status="open")
    world.keys["public.surveys#that is open"] = world.keys["public.surveys"]
    draft = add("public.surveys", title="How will it be?")
    question: dict[str, object] = {"position": 1, "kind": "text", "prompt": "How?"}
    add("public.survey_questions", **question, survey_id=draft)
    world.keys["public.survey_questions#of a draft"] = world.keys["public.survey_questions"]
    add("public.survey_questions", "question_id", **question)
    add("public.survey_responses", "response_id")
    add("public.survey_question_responses", answer=Jsonb("fine"))
