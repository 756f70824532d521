"""Surveys of a campaign's creators."""

from uuid import UUID

from campaign_lifecycle.app import app
from campaign_lifecycle.surveys import service
from campaign_lifecycle.surveys.models import SurveyAnswers, SurveyDraft, SurveyResults, SurveyWithQuestions
from common.errors import NotFound
from common.errors.limits import RequestsLimited
from common.errors.submissions import (
    AlreadyAnswered,
    SurveyNotOpen,
    SurveyTimeOver,
    SurveyTransitionForbidden,
    TooManySurveys,
)
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.base import Page
from common.models.surveys import Survey, SurveyReceipt, SurveyStatus
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses

TAGS = ["surveys"]
MOST_QUESTIONS = 100
"""Of a survey: as many as a page may have."""


@app.post(
    "/api/v1/campaigns/<campaign_id>/surveys",
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, TooManySurveys, SurveyTimeOver, NotFound, *ONCE),
)
@app.takes(RateClass.CREATE)
def create_survey(campaign_id: UUID, body: SurveyDraft) -> SurveyWithQuestions:
    """Create a survey with its questions

    For brand admins and campaign managers. It is a draft that nobody can answer before `openSurvey`; its questions do
    not change any more.
    """
    with app.transaction() as tx:
        return app.once(tx, body, SurveyWithQuestions, lambda: service.create_survey(tx, campaign_id, body))


@app.get("/api/v1/campaigns/<campaign_id>/surveys", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_surveys(campaign_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[Survey]:
    """List the surveys of a campaign

    For members of the brand, all of them; creators who are invited or take part see them once they are open.
    """
    with app.read() as tx:
        return service.list_surveys(tx, campaign_id, cursor=cursor, limit=limit)


@app.get("/api/v1/surveys/<survey_id>", tags=TAGS, responses=refuses(NotFound))
def read_survey(survey_id: UUID) -> SurveyWithQuestions:
    """Read a survey with its questions

    For members of the brand, and for creators who are invited or take part, once it is open.
    """
    with app.read() as tx:
        return service.read_survey(tx, survey_id)


@app.post(
    "/api/v1/surveys/<survey_id>/open",
    tags=TAGS,
    responses=refuses(NotFound, SurveyTransitionForbidden, SurveyTimeOver),
)
def open_survey(survey_id: UUID) -> Survey:
    """Open a survey for answers

    For brand admins and campaign managers. A closed one is opened again, with the answers that it has.
    """
    with app.transaction() as tx:
        return service.move_survey(tx, survey_id, SurveyStatus.OPEN)


@app.post(
    "/api/v1/surveys/<survey_id>/close", tags=TAGS, responses=refuses(NotFound, SurveyTransitionForbidden)
)
def close_survey(survey_id: UUID) -> Survey:
    """Close a survey

    For brand admins and campaign managers. Nobody answers any more; `openSurvey` takes that back.
    """
    with app.transaction() as tx:
        return service.move_survey(tx, survey_id, SurveyStatus.CLOSED)


@app.post(
    "/api/v1/surveys/<survey_id>/responses",
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, NotFound, SurveyNotOpen, AlreadyAnswered, *ONCE),
)
@app.takes(RateClass.CREATE)
def answer_survey(survey_id: UUID, body: SurveyAnswers) -> SurveyReceipt:
    """Answer a survey, once

    For creators who are invited or take part, while it is open. Every question that is required needs an answer that
    fits its kind: text, one of its options, several of them, a whole number from 1 to 5 (`rating`) or from 0 to 10
    (`nps`).
    """
    with app.transaction() as tx:
        return app.once(tx, body, SurveyReceipt, lambda: service.answer_survey(tx, survey_id, body))


@app.get("/api/v1/surveys/<survey_id>/results", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def read_survey_results(
    survey_id: UUID, cursor: Cursor = None, limit: Limit = MOST_QUESTIONS
) -> SurveyResults:
    """Read the answers to a survey, counted

    For brand admins and campaign managers. All questions at once, where they fit; who answered what is not told.
    """
    with app.transaction() as tx:
        return service.results(tx, survey_id, cursor=cursor, limit=limit)
