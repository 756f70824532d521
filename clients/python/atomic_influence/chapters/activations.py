"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Activations(Chapter):
    """Operations of the chapter `activations`."""

    def list_activations(
        self,
        *,
        campaign_id: UUID | None = None,
        status: models.ActivationStatus | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.Activation]:
        """List activations.

        For members of a brand: what their brands let people scan, the newest first. Administrators see
        those of all brands.
        """
        found: Page[models.Activation] = self._json(
            Page[models.Activation],
            "GET",
            "/api/v1/activations",
            query={"campaign_id": campaign_id, "status": status, "cursor": cursor, "limit": limit},
        )
        return found

    def create_activation(
        self, body: models.NewActivation, *, idempotency_key: str | None = None
    ) -> models.Activation:
        """Create an activation as a draft.

        For brand admins and campaign managers. It needs a code before it is launched, and a fence where it
        asks for a place; nobody can scan it before.
        """
        found: models.Activation = self._json(
            models.Activation,
            "POST",
            "/api/v1/activations",
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def delete_activation(self, activation_id: UUID) -> None:
        """Delete an activation that is a draft.

        For brand admins and campaign managers. Its codes go with it; what was launched stays.
        """
        self._nothing(
            "DELETE", "/api/v1/activations/{activation_id}", places={"activation_id": activation_id}
        )

    def read_activation(self, activation_id: UUID) -> models.Activation:
        """Read an activation.

        For members of its brand. `closed_because` says why nobody can scan it now.
        """
        found: models.Activation = self._json(
            models.Activation,
            "GET",
            "/api/v1/activations/{activation_id}",
            places={"activation_id": activation_id},
        )
        return found

    def change_activation(self, activation_id: UUID, body: models.ActivationChange) -> models.Activation:
        """Change an activation.

        For brand admins and campaign managers. What is sent changes, the rest stays. Codes' mode and steps,
        fence, day and `peak` are fixed once it was launched, and everything once it is completed.
        """
        found: models.Activation = self._json(
            models.Activation,
            "PATCH",
            "/api/v1/activations/{activation_id}",
            places={"activation_id": activation_id},
            body=body,
        )
        return found

    def complete_activation(
        self, activation_id: UUID, *, idempotency_key: str | None = None
    ) -> models.Activation:
        """Complete an activation.

        For brand admins and campaign managers. No scan counts any more, and nothing begins again. A
        cancelled campaign completes its activations by itself, and time does two days past their end.
        """
        found: models.Activation = self._json(
            models.Activation,
            "POST",
            "/api/v1/activations/{activation_id}/complete",
            places={"activation_id": activation_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def launch_activation(
        self, activation_id: UUID, *, idempotency_key: str | None = None
    ) -> models.Activation:
        """Launch an activation.

        For brand admins and campaign managers. Its campaign is active, and it has a code that works, a
        fence where it asks for a place, and time left. From now on, or from its start, scans count.
        """
        found: models.Activation = self._json(
            models.Activation,
            "POST",
            "/api/v1/activations/{activation_id}/launch",
            places={"activation_id": activation_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def read_live_counts(self, activation_id: UUID) -> models.ActivationLive:
        """Read the live counts of an activation.

        For members of its brand: how many scans there were, and the last sixty minutes. Counted each
        minute; ask as often.
        """
        found: models.ActivationLive = self._json(
            models.ActivationLive,
            "GET",
            "/api/v1/activations/{activation_id}/live",
            places={"activation_id": activation_id},
        )
        return found

    def pause_activation(
        self, activation_id: UUID, *, idempotency_key: str | None = None
    ) -> models.Activation:
        """Pause an activation.

        For brand admins and campaign managers. No scan counts until it is resumed.
        """
        found: models.Activation = self._json(
            models.Activation,
            "POST",
            "/api/v1/activations/{activation_id}/pause",
            places={"activation_id": activation_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def resume_activation(
        self, activation_id: UUID, *, idempotency_key: str | None = None
    ) -> models.Activation:
        """Resume an activation.

        For brand admins and campaign managers, whatever became of its campaign meanwhile, unless it was
        cancelled.
        """
        found: models.Activation = self._json(
            models.Activation,
            "POST",
            "/api/v1/activations/{activation_id}/resume",
            places={"activation_id": activation_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found
