"""Generated from the description by `make clients`."""

from typing import Literal
from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class ActivationCodes(Chapter):
    """Operations of the chapter `activation_codes`."""

    def read_activation_code(self, code_id: UUID) -> models.ActivationCode:
        """Read a code.

        For members of its brand: where it leads, and how often it counted where that is bounded.
        """
        found: models.ActivationCode = self._json(
            models.ActivationCode, "GET", "/api/v1/activation-codes/{code_id}", places={"code_id": code_id}
        )
        return found

    def change_activation_code(
        self, code_id: UUID, body: models.ActivationCodeChange
    ) -> models.ActivationCode:
        """Change a code.

        For brand admins and campaign managers: switch it off and on, let it end, give it another name. A
        rotating code gets another secret where somebody has copied a screen.
        """
        found: models.ActivationCode = self._json(
            models.ActivationCode,
            "PATCH",
            "/api/v1/activation-codes/{code_id}",
            places={"code_id": code_id},
            body=body,
        )
        return found

    def download_activation_code(
        self, code_id: UUID, *, format: Literal["svg", "png"] | None = None
    ) -> bytes:
        """Download a code as a QR code.

        For members of its brand. Printed, its side is at least a tenth of the distance from which it is to
        be read.
        """
        return self._bytes(
            "GET",
            "/api/v1/activation-codes/{code_id}/qr",
            places={"code_id": code_id},
            query={"format": format},
        )

    def list_activation_codes(
        self, activation_id: UUID, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.ActivationCode]:
        """List the codes of an activation.

        For members of its brand; the newest first.
        """
        found: Page[models.ActivationCode] = self._json(
            Page[models.ActivationCode],
            "GET",
            "/api/v1/activations/{activation_id}/codes",
            places={"activation_id": activation_id},
            query={"cursor": cursor, "limit": limit},
        )
        return found

    def create_activation_codes(
        self, activation_id: UUID, body: models.NewActivationCodes, *, idempotency_key: str | None = None
    ) -> models.MadeActivationCodes:
        """Make codes of an activation.

        For brand admins and campaign managers. One code, or up to 5,000 at once, of seven characters; of
        twelve where they rotate or count once. `requestCodeSheet` prints them.
        """
        found: models.MadeActivationCodes = self._json(
            models.MadeActivationCodes,
            "POST",
            "/api/v1/activations/{activation_id}/codes",
            places={"activation_id": activation_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def request_code_sheet(
        self, activation_id: UUID, body: models.CodeSheet, *, idempotency_key: str | None = None
    ) -> models.Export:
        """Request a sheet of an activation's codes.

        For members of its brand: all codes that work, to be printed and cut, or as pictures for whoever
        sets the type. `readExport` says when it is ready, and where.
        """
        found: models.Export = self._json(
            models.Export,
            "POST",
            "/api/v1/activations/{activation_id}/sheets",
            places={"activation_id": activation_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found
