"""Surveys of a campaign's creators."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from common.models.base import Output


class QuestionKind(StrEnum):
    """rating is 1 to 5, nps 0 to 10."""

    TEXT = "text"
    SINGLE = "single"
    MULTIPLE = "multiple"
    RATING = "rating"
    NPS = "nps"


class SurveyStatus(StrEnum):
    """Only an open survey takes answers; a closed one may be opened again."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class SurveyQuestion(Output):
    """A question in its place."""

    id: UUID
    position: int
    kind: QuestionKind
    prompt: str
    required: bool
    options: list[str]


class Survey(Output):
    """A survey without its questions."""

    id: UUID
    campaign_id: UUID
    brand_id: UUID
    title: str
    description: str
    status: SurveyStatus
    closes_at: datetime | None
    created_at: datetime


class SurveyReceipt(Output):
    """That, and when, a survey was answered."""

    id: UUID
    survey_id: UUID
    respondent_user_id: UUID
    """Who answered, by the account's id."""
    submitted_at: datetime
