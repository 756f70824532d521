"""Statements of surveys. Who sees whose answers is a policy of the tables."""

from typing import LiteralString
from uuid import UUID

from psycopg.types.json import Jsonb

from campaign_lifecycle.surveys.models import QuestionResult, SurveyAnswer, SurveyDraft
from common.database import Transaction
from common.models.surveys import Survey, SurveyQuestion, SurveyReceipt, SurveyStatus

SURVEY: LiteralString = "id, campaign_id, brand_id, title, description, status, closes_at, created_at"


def insert_survey(tx: Transaction, campaign_id: UUID, brand_id: UUID, draft: SurveyDraft) -> Survey:
    """A draft of a survey, still without questions."""
    return tx.fetch_one(
        Survey,
        "insert into surveys (campaign_id, brand_id, created_by, title, description, closes_at)"
        f" values (%(campaign_id)s, %(brand_id)s, auth.uid(), %(title)s, %(description)s, %(closes_at)s)"
        f" returning {SURVEY}",
        {**draft.model_dump(exclude={"questions"}), "campaign_id": campaign_id, "brand_id": brand_id},
    )


def insert_questions(tx: Transaction, survey: Survey, draft: SurveyDraft) -> int:
    """The questions in their order; how many."""
    return tx.execute(
        "insert into survey_questions (survey_id, campaign_id, brand_id, position, kind, prompt, required, options)"
        " select %(survey_id)s, %(campaign_id)s, %(brand_id)s, q.position, q.question ->> 'kind',"
        " q.question ->> 'prompt', (q.question ->> 'required')::boolean, q.question -> 'options'"
        " from jsonb_array_elements(%(questions)s) with ordinality as q (question, position)",
        {
            "survey_id": survey.id,
            "campaign_id": survey.campaign_id,
            "brand_id": survey.brand_id,
            "questions": Jsonb([question.model_dump(mode="json") for question in draft.questions]),
        },
    )


def find_survey(tx: Transaction, survey_id: UUID) -> Survey:
    """The survey, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(Survey, f"select {SURVEY} from surveys where id = %(id)s", {"id": survey_id})


def list_surveys(tx: Transaction, campaign_id: UUID, *, before: UUID | None, limit: int) -> list[Survey]:
    """Surveys of a campaign, newest first."""
    return tx.fetch_all(
        Survey,
        f"select {SURVEY} from surveys where campaign_id = %(id)s"
        " and (%(before)s::uuid is null or id < %(before)s) order by id desc limit %(limit)s",
        {"id": campaign_id, "before": before, "limit": limit},
    )


def list_questions(tx: Transaction, survey_id: UUID) -> list[SurveyQuestion]:
    """All questions (at most 100), in order."""
    return tx.fetch_all(
        SurveyQuestion,
        "select id, position, kind, prompt, required, options from survey_questions"
        " where survey_id = %(id)s order by position",
        {"id": survey_id},
    )


def update_status(tx: Transaction, survey_id: UUID, status: SurveyStatus) -> Survey:
    """Open or close it. Raises `NotFound`."""
    return tx.fetch_one(
        Survey,
        f"update surveys set status = %(status)s where id = %(id)s returning {SURVEY}",
        {"id": survey_id, "status": status},
    )


def insert_response(tx: Transaction, survey: Survey) -> SurveyReceipt:
    """That the actor answers. The table refuses a second time, and a survey that is not open."""
    return tx.fetch_one(
        SurveyReceipt,
        "insert into survey_responses (survey_id, campaign_id, brand_id, respondent_user_id)"
        " values (%(id)s, %(campaign_id)s, %(brand_id)s, auth.uid())"
        " returning id, survey_id, respondent_user_id, submitted_at",
        {"id": survey.id, "campaign_id": survey.campaign_id, "brand_id": survey.brand_id},
    )


def insert_answers(
    tx: Transaction, survey: Survey, receipt: SurveyReceipt, answers: list[SurveyAnswer]
) -> int:
    """The answers; how many."""
    return tx.execute(
        "insert into survey_question_responses (response_id, survey_id, question_id, brand_id,"
        " respondent_user_id, answer) select %(response_id)s, %(survey_id)s, (a ->> 'question_id')::uuid,"
        " %(brand_id)s, auth.uid(), a -> 'answer' from jsonb_array_elements(%(answers)s) as a",
        {
            "response_id": receipt.id,
            "survey_id": survey.id,
            "brand_id": survey.brand_id,
            "answers": Jsonb([answer.model_dump(mode="json") for answer in answers]),
        },
    )


def count_responses(tx: Transaction, survey_id: UUID) -> int:
    """How many answered, of those whom the actor may see."""
    counted: int = tx.fetch_value(
        "select count(*) from survey_responses where survey_id = %(id)s", {"id": survey_id}
    )
    return counted


def list_results(tx: Transaction, survey_id: UUID, *, after: int | None, limit: int) -> list[QuestionResult]:
    """Questions in order, each with its answers counted; a list of choices counts each of them."""
    return tx.fetch_all(
        QuestionResult,
        "select q.id as question_id, q.position, q.kind, q.prompt,"
        " (select count(*) from survey_question_responses as r where r.question_id = q.id) as answered,"
        " (select avg((r.answer #>> '{}')::numeric)::float8 from survey_question_responses as r"
        " where r.question_id = q.id and jsonb_typeof(r.answer) = 'number') as mean,"
        " (select coalesce(jsonb_object_agg(c.choice, c.number) filter (where c.characters <= 200000), '{}')"
        " from (select choice, count(*) as number,"
        " sum(length(choice)) over (order by count(*) desc, choice) as characters"
        " from survey_question_responses as r cross join lateral (select value #>> '{}' as choice from"
        " jsonb_array_elements(case jsonb_typeof(r.answer) when 'array' then r.answer else jsonb_build_array(r.answer)"
        " end)) as given where r.question_id = q.id group by choice order by number desc, choice limit 100) as c)"
        " as counts from survey_questions as q where q.survey_id = %(id)s"
        " and (%(after)s::integer is null or q.position > %(after)s) order by q.position limit %(limit)s",
        {"id": survey_id, "after": after, "limit": limit},
    )
