"""Use cases of surveys."""

from collections.abc import Iterator
from uuid import UUID

from campaign_lifecycle.campaigns.access import find_visible_campaign, require_manager
from campaign_lifecycle.surveys import repository
from campaign_lifecycle.surveys.models import SurveyAnswers, SurveyDraft, SurveyResults, SurveyWithQuestions
from common.database import Transaction
from common.errors import Unprocessable
from common.models.base import Page
from common.models.surveys import QuestionKind, Survey, SurveyQuestion, SurveyReceipt, SurveyStatus
from common.models.texts import is_written
from common.pagination import decode_id_cursor, decode_number_cursor, page

NUMBERS = {QuestionKind.RATING: range(1, 6), QuestionKind.NPS: range(11)}


def create_survey(tx: Transaction, campaign_id: UUID, draft: SurveyDraft) -> SurveyWithQuestions:
    """A draft with its questions. Raises `NotFound`, `Forbidden`, `TooManySurveys`, `SurveyTimeOver`."""
    campaign = require_manager(tx, campaign_id)
    survey = repository.insert_survey(tx, campaign.id, campaign.brand_id, draft)
    repository.insert_questions(tx, survey, draft)
    return read_survey(tx, survey.id)


def read_survey(tx: Transaction, survey_id: UUID) -> SurveyWithQuestions:
    """A survey as it is filled in. Raises `NotFound`."""
    return SurveyWithQuestions(
        survey=repository.find_survey(tx, survey_id), questions=repository.list_questions(tx, survey_id)
    )


def list_surveys(tx: Transaction, campaign_id: UUID, *, cursor: str | None, limit: int) -> Page[Survey]:
    """Surveys of a campaign, newest first. Raises `NotFound`."""
    find_visible_campaign(tx, campaign_id)
    rows = repository.list_surveys(tx, campaign_id, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda survey: survey.id)


def move_survey(tx: Transaction, survey_id: UUID, status: SurveyStatus) -> Survey:
    """Open or close it. Raises `NotFound`, `Forbidden`, `SurveyTransitionForbidden`, `SurveyTimeOver`."""
    survey = repository.find_survey(tx, survey_id)
    require_manager(tx, survey.campaign_id)
    return repository.update_status(tx, survey_id, status)


def answer_survey(tx: Transaction, survey_id: UUID, given: SurveyAnswers) -> SurveyReceipt:
    """Answer it, once.

    Raises `NotFound`, `SurveyNotOpen`, `AlreadyAnswered`, and `Unprocessable` with every answer that does not fit.
    """
    survey = repository.find_survey(tx, survey_id)
    questions = repository.list_questions(tx, survey_id)
    if problems := list(_problems(questions, given)):
        raise Unprocessable(details=[{"question_id": str(q), "message": m} for q, m in problems])
    receipt = repository.insert_response(tx, survey)
    repository.insert_answers(tx, survey, receipt, given.answers)
    return receipt


def _problems(questions: list[SurveyQuestion], given: SurveyAnswers) -> Iterator[tuple[UUID, str]]:
    known = {question.id: question for question in questions}
    answered = [answer.question_id for answer in given.answers]
    for question in questions:
        if question.required and question.id not in answered:
            yield question.id, "an answer is needed"
    for answer in given.answers:
        if answer.question_id not in known or answered.count(answer.question_id) > 1:
            yield answer.question_id, "is no question of this survey, or answered twice"
        elif not _fits(known[answer.question_id], answer.answer):
            yield answer.question_id, "the answer does not fit the question"


def _fits(question: SurveyQuestion, answer: str | int | list[str]) -> bool:
    match question.kind:
        case QuestionKind.TEXT:
            return isinstance(answer, str) and (is_written(answer) or not question.required)
        case QuestionKind.SINGLE:
            return answer in question.options
        case QuestionKind.MULTIPLE:
            return isinstance(answer, list) and len(set(answer)) == len(answer) and (
                set(answer) <= set(question.options) and (bool(answer) or not question.required)
            )  # fmt: skip
        case QuestionKind.RATING | QuestionKind.NPS:
            return isinstance(answer, int) and answer in NUMBERS[question.kind]


def results(tx: Transaction, survey_id: UUID, *, cursor: str | None, limit: int) -> SurveyResults:
    """The answers, counted; for those who run the campaign. Raises `NotFound`, `Forbidden`, `CursorInvalid`."""
    survey = repository.find_survey(tx, survey_id)
    require_manager(tx, survey.campaign_id)
    rows = repository.list_results(tx, survey_id, after=decode_number_cursor(cursor), limit=limit + 1)
    questions = page(rows, limit, lambda question: question.position)
    return SurveyResults(
        survey=survey,
        responses=repository.count_responses(tx, survey_id),
        questions=questions.data,
        next_cursor=questions.next_cursor,
    )
