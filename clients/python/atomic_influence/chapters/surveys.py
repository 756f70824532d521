"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Surveys(Chapter):
    """Operations of the chapter `surveys`."""

    def list_surveys(
        self, campaign_id: UUID, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.Survey]:
        """List the surveys of a campaign.

        For members of the brand, all of them; creators who are invited or take part see them once they are
        open.
        """
        found: Page[models.Survey] = self._json(
            Page[models.Survey],
            "GET",
            "/api/v1/campaigns/{campaign_id}/surveys",
            places={"campaign_id": campaign_id},
            query={"cursor": cursor, "limit": limit},
        )
        return found

    def create_survey(
        self, campaign_id: UUID, body: models.SurveyDraft, *, idempotency_key: str | None = None
    ) -> models.SurveyWithQuestions:
        """Create a survey with its questions.

        For brand admins and campaign managers. It is a draft that nobody can answer before `openSurvey`;
        its questions do not change any more.
        """
        found: models.SurveyWithQuestions = self._json(
            models.SurveyWithQuestions,
            "POST",
            "/api/v1/campaigns/{campaign_id}/surveys",
            places={"campaign_id": campaign_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def read_survey(self, survey_id: UUID) -> models.SurveyWithQuestions:
        """Read a survey with its questions.

        For members of the brand, and for creators who are invited or take part, once it is open.
        """
        found: models.SurveyWithQuestions = self._json(
            models.SurveyWithQuestions, "GET", "/api/v1/surveys/{survey_id}", places={"survey_id": survey_id}
        )
        return found

    def close_survey(self, survey_id: UUID) -> models.Survey:
        """Close a survey.

        For brand admins and campaign managers. Nobody answers any more; `openSurvey` takes that back.
        """
        found: models.Survey = self._json(
            models.Survey, "POST", "/api/v1/surveys/{survey_id}/close", places={"survey_id": survey_id}
        )
        return found

    def open_survey(self, survey_id: UUID) -> models.Survey:
        """Open a survey for answers.

        For brand admins and campaign managers. A closed one is opened again, with the answers that it has.
        """
        found: models.Survey = self._json(
            models.Survey, "POST", "/api/v1/surveys/{survey_id}/open", places={"survey_id": survey_id}
        )
        return found

    def answer_survey(
        self, survey_id: UUID, body: models.SurveyAnswers, *, idempotency_key: str | None = None
    ) -> models.SurveyReceipt:
        """Answer a survey, once.

        For creators who are invited or take part, while it is open. Every question that is required needs
        an answer that fits its kind: text, one of its options, several of them, a whole number from 1 to 5
        (`rating`) or from 0 to 10 (`nps`).
        """
        found: models.SurveyReceipt = self._json(
            models.SurveyReceipt,
            "POST",
            "/api/v1/surveys/{survey_id}/responses",
            places={"survey_id": survey_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def read_survey_results(
        self, survey_id: UUID, *, cursor: str | None = None, limit: int | None = None
    ) -> models.SurveyResults:
        """Read the answers to a survey, counted.

        For brand admins and campaign managers. All questions at once, where they fit; who answered what is
        not told.
        """
        found: models.SurveyResults = self._json(
            models.SurveyResults,
            "GET",
            "/api/v1/surveys/{survey_id}/results",
            places={"survey_id": survey_id},
            query={"cursor": cursor, "limit": limit},
        )
        return found
