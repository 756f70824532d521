"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Privacy(Chapter):
    """Operations of the chapter `privacy`."""

    def list_exports(self, *, cursor: str | None = None, limit: int | None = None) -> Page[models.Export]:
        """List the files that one has asked for.

        For whoever is signed in: their own of the last seven days, of every kind.
        """
        found: Page[models.Export] = self._json(
            Page[models.Export], "GET", "/api/v1/exports", query={"cursor": cursor, "limit": limit}
        )
        return found

    def read_export(self, export_id: UUID) -> models.ExportWithLink:
        """Read how a file stands.

        For whoever asked for it. Once it is ready, the answer has an address to download it, good for five
        minutes.
        """
        found: models.ExportWithLink = self._json(
            models.ExportWithLink, "GET", "/api/v1/exports/{export_id}", places={"export_id": export_id}
        )
        return found

    def list_erasures(
        self, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.ErasureRequest]:
        """List requests to be forgotten.

        For administrators: everybody's, with what was removed or why it was refused.
        """
        found: Page[models.ErasureRequest] = self._json(
            Page[models.ErasureRequest],
            "GET",
            "/api/v1/system/erasures",
            query={"cursor": cursor, "limit": limit},
        )
        return found

    def cancel_erasure(self) -> models.ErasureRequest:
        """Cancel one's request to be forgotten.

        For whoever is signed in, as long as it is open.
        """
        found: models.ErasureRequest = self._json(models.ErasureRequest, "DELETE", "/api/v1/users/me/erasure")
        return found

    def read_erasure(self) -> models.ErasureRequest:
        """Read one's request to be forgotten.

        For whoever is signed in: the newest one; 404 where there was none.
        """
        found: models.ErasureRequest = self._json(models.ErasureRequest, "GET", "/api/v1/users/me/erasure")
        return found

    def request_erasure(self, *, idempotency_key: str | None = None) -> models.ErasureRequest:
        """Request to be forgotten.

        For whoever is signed in. It is due after a day, in which `cancelErasure` takes it back; personal
        data is removed then, and money records are kept without a name. What a brand has not approved by
        then is rejected, and earns nothing. What stands in the way is told (409).
        """
        found: models.ErasureRequest = self._json(
            models.ErasureRequest,
            "POST",
            "/api/v1/users/me/erasure",
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def read_personal_data(self) -> models.PersonalData:
        """Read all that is held about oneself.

        For whoever is signed in, where it fits into one answer; else it is refused (422), and
        `requestPersonalData` makes a file.
        """
        found: models.PersonalData = self._json(models.PersonalData, "GET", "/api/v1/users/me/export")
        return found

    def request_personal_data(self, *, idempotency_key: str | None = None) -> models.Export:
        """Request all that is held about oneself as a file.

        For whoever is signed in, however much it is; `readExport` says when it is ready, and where. One
        such file at a time.
        """
        found: models.Export = self._json(
            models.Export, "POST", "/api/v1/users/me/exports", headers={"Idempotency-Key": idempotency_key}
        )
        return found
