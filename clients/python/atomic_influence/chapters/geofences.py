"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Geofences(Chapter):
    """Operations of the chapter `geofences`."""

    def list_geofences(
        self, *, brand_id: UUID | None = None, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.Geofence]:
        """List geofences.

        For members of a brand: the fences of their brands, the newest first. Administrators see those of
        all brands.
        """
        found: Page[models.Geofence] = self._json(
            Page[models.Geofence],
            "GET",
            "/api/v1/geofences",
            query={"brand_id": brand_id, "cursor": cursor, "limit": limit},
        )
        return found

    def create_geofence(
        self, body: models.NewGeofence, *, idempotency_key: str | None = None
    ) -> models.Geofence:
        """Create a geofence.

        For brand admins and campaign managers. A circle, or a polygon of at most 200 corners whose edges do
        not cross; it may lie over the date line, and not within five degrees of a pole.
        """
        found: models.Geofence = self._json(
            models.Geofence,
            "POST",
            "/api/v1/geofences",
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def delete_geofence(self, geofence_id: UUID) -> None:
        """Delete a geofence.

        For brand admins and campaign managers, as long as no activation uses it.
        """
        self._nothing("DELETE", "/api/v1/geofences/{geofence_id}", places={"geofence_id": geofence_id})

    def read_geofence(self, geofence_id: UUID) -> models.Geofence:
        """Read a geofence.

        For members of its brand: as it was drawn, in degrees.
        """
        found: models.Geofence = self._json(
            models.Geofence, "GET", "/api/v1/geofences/{geofence_id}", places={"geofence_id": geofence_id}
        )
        return found

    def change_geofence(self, geofence_id: UUID, body: models.GeofenceChange) -> models.Geofence:
        """Change a geofence.

        For brand admins and campaign managers, as long as nothing that was launched uses it. What is sent
        changes, the rest stays.
        """
        found: models.Geofence = self._json(
            models.Geofence,
            "PATCH",
            "/api/v1/geofences/{geofence_id}",
            places={"geofence_id": geofence_id},
            body=body,
        )
        return found

    def try_geofence(self, geofence_id: UUID, body: models.GeofenceTest) -> models.GeofenceTestAnswer:
        """Try positions on a geofence.

        For members of its brand: what scans from these positions would be taken for. Nothing is stored.
        """
        found: models.GeofenceTestAnswer = self._json(
            models.GeofenceTestAnswer,
            "POST",
            "/api/v1/geofences/{geofence_id}/test",
            places={"geofence_id": geofence_id},
            body=body,
        )
        return found
