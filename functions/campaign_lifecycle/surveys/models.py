"""Bodies and answers of surveys."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from common.models.base import Input, Moment, Output
from common.models.lines import Line, StoredLine
from common.models.surveys import QuestionKind, Survey, SurveyQuestion
from common.models.texts import Written

Prompt = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1_000), Written]
AnswerText = Annotated[str, StringConstraints(max_length=5_000)]


class SurveyQuestionDraft(Input):
    """A question; single and multiple offer 2 to 50 options, the others none."""

    kind: QuestionKind
    prompt: Prompt
    required: bool = True
    """Whether it needs an answer."""
    options: list[Line] = Field(default_factory=list, max_length=50)
    """What may be chosen: two or more for `single` and `multiple`, none for the others."""

    @model_validator(mode="after")
    def offers_options_where_it_must(self) -> Self:
        """A choice needs distinct things to choose from."""
        choice = self.kind in {QuestionKind.SINGLE, QuestionKind.MULTIPLE}
        if choice != (len(self.options) >= 2) or len(set(self.options)) < len(self.options):
            raise ValueError("single and multiple offer at least two different options, the others none")
        return self


class SurveyDraft(Input):
    """A survey with its questions, in order."""

    title: Line
    description: Annotated[str, StringConstraints(max_length=5_000)] = ""
    closes_at: Moment | None = None
    """From when on nobody answers any more; without it, until it is closed."""
    questions: Annotated[list[SurveyQuestionDraft], Field(min_length=1, max_length=100)]


class SurveyWithQuestions(Output):
    """A survey as it is filled in."""

    survey: Survey
    questions: list[SurveyQuestion]


class SurveyAnswer(Input):
    """text and single: a text; multiple: a list of texts; rating and nps: a number."""

    question_id: UUID
    """The question."""
    answer: (
        AnswerText | Annotated[int, Field(strict=True)] | Annotated[list[StoredLine], Field(max_length=50)]
    )
    """A text for `text` and `single`, several for `multiple`, a whole number for `rating` (1 to 5) and `nps` (0 to
    10).
    """


class SurveyAnswers(Input):
    """All answers of one creator, given once."""

    answers: Annotated[list[SurveyAnswer], Field(max_length=100)]


class QuestionResult(Output):
    """How a question was answered: each answer with its count, and the mean of numbers.

    Of the answers the 100 most frequent, and of long ones as many as have 200,000 characters together.
    """

    question_id: UUID
    """The question."""
    position: int
    kind: QuestionKind
    prompt: str
    answered: int
    """How many answered it."""
    mean: float | None
    """The mean of numbers; null where the answers are none."""
    counts: dict[str, int]
    """How often each answer was given."""


class SurveyResults(Output):
    """The answers to a survey, counted; `next_cursor` is null where these are the last questions."""

    survey: Survey
    responses: int
    """How many answered the survey."""
    questions: list[QuestionResult]
    next_cursor: str | None = None
