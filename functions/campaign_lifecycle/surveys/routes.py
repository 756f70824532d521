"""Surveys of a campaign's creators."""

from uuid import UUID

from campaign_lifecycle.app import app
from campaign_lifecycle.surveys import service
from common.models.base import Page
from common.models.surveys import (
    Survey,
    SurveyAnswers,
    SurveyDraft,
    SurveyReceipt,
    SurveyResults,
    SurveyStatus,
    SurveyWithQuestions,
)
from common.parameters import DEFAULT_LIMIT, Cursor, Limit

TAGS = ["surveys"]


@app.post("/api/v1/campaigns/<campaign_id>/surveys", status_code=201, tags=TAGS)
def create_survey(campaign_id: UUID, body: SurveyDraft) -> SurveyWithQuestions:
    """A draft of a survey with its questions."""
    with app.transaction() as tx:
        return app.once(tx, body, SurveyWithQuestions, lambda: service.create_survey(tx, campaign_id, body))


@app.get("/api/v1/campaigns/<campaign_id>/surveys", tags=TAGS)
def list_surveys(campaign_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[Survey]:
    """Surveys of a campaign, newest first."""
    with app.transaction() as tx:
        return service.list_surveys(tx, campaign_id, cursor=cursor, limit=limit)


@app.get("/api/v1/surveys/<survey_id>", tags=TAGS)
def read_survey(survey_id: UUID) -> SurveyWithQuestions:
    """A survey as it is filled in."""
    with app.transaction() as tx:
        return service.read_survey(tx, survey_id)


@app.post("/api/v1/surveys/<survey_id>/open", tags=TAGS)
def open_survey(survey_id: UUID) -> Survey:
    """Let creators answer."""
    with app.transaction() as tx:
        return service.move_survey(tx, survey_id, SurveyStatus.OPEN)


@app.post("/api/v1/surveys/<survey_id>/close", tags=TAGS)
def close_survey(survey_id: UUID) -> Survey:
    """No more answers."""
    with app.transaction() as tx:
        return service.move_survey(tx, survey_id, SurveyStatus.CLOSED)


@app.post("/api/v1/surveys/<survey_id>/responses", status_code=201, tags=TAGS)
def answer_survey(survey_id: UUID, body: SurveyAnswers) -> SurveyReceipt:
    """Answer a survey, once."""
    with app.transaction() as tx:
        return app.once(tx, body, SurveyReceipt, lambda: service.answer_survey(tx, survey_id, body))


@app.get("/api/v1/surveys/<survey_id>/results", tags=TAGS)
def survey_results(survey_id: UUID) -> SurveyResults:
    """The answers, counted; for those who run the campaign."""
    with app.transaction() as tx:
        return service.results(tx, survey_id)
