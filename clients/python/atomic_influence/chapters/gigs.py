"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Gigs(Chapter):
    """Operations of the chapter `gigs`."""

    def list_applications(
        self,
        *,
        status: models.ApplicationStatus | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.GigApplication]:
        """List applications that were written or received.

        For creators, their own; for members of a brand, those to all its gigs. Newest first.
        """
        found: Page[models.GigApplication] = self._json(
            Page[models.GigApplication],
            "GET",
            "/api/v1/applications",
            query={"status": status, "cursor": cursor, "limit": limit},
        )
        return found

    def apply_to_gig(
        self, body: models.ApplicationDraft, *, idempotency_key: str | None = None
    ) -> models.GigApplication:
        """Apply to a gig.

        For creators, at a price within the gig's. The brand is told, and sees what of its wishes is not
        met. Without an answer the application expires after two weeks.
        """
        found: models.GigApplication = self._json(
            models.GigApplication,
            "POST",
            "/api/v1/applications",
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def read_application(self, application_id: UUID) -> models.GigApplication:
        """Read an application.

        For its author and for members of the brand.
        """
        found: models.GigApplication = self._json(
            models.GigApplication,
            "GET",
            "/api/v1/applications/{application_id}",
            places={"application_id": application_id},
        )
        return found

    def answer_application(
        self, application_id: UUID, body: models.ApplicationAnswer, *, idempotency_key: str | None = None
    ) -> models.GigApplication:
        """Answer an application, or take it back.

        For brand admins and campaign managers: shortlisted, rejected with a reason, or approved, which
        makes a deal at the price that was asked; its money is held at once, if the wallet has it. For its
        author: withdrawn.
        """
        found: models.GigApplication = self._json(
            models.GigApplication,
            "PUT",
            "/api/v1/applications/{application_id}",
            places={"application_id": application_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def list_gigs(
        self,
        *,
        q: str | None = None,
        category: str | None = None,
        platform: models.Platform | None = None,
        country: str | None = None,
        mode: models.GigMode | None = None,
        price_from: int | None = None,
        price_to: int | None = None,
        brand_id: UUID | None = None,
        status: models.GigStatus | None = None,
        sort: models.GigSort | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.Gig]:
        """Find open gigs, or list those of a brand.

        For creators: what is open now, with how many slots are left. For members of a brand, with
        `brand_id` or where they are no creators: the gigs of their brands in every state, newest first,
        with their budgets; of the filters only `status` counts then. Administrators see those of all brands
        in the same way.
        """
        found: Page[models.Gig] = self._json(
            Page[models.Gig],
            "GET",
            "/api/v1/gigs",
            query={
                "q": q,
                "category": category,
                "platform": platform,
                "country": country,
                "mode": mode,
                "price_from": price_from,
                "price_to": price_to,
                "brand_id": brand_id,
                "status": status,
                "sort": sort,
                "cursor": cursor,
                "limit": limit,
            },
        )
        return found

    def create_gig(self, body: models.GigDraft, *, idempotency_key: str | None = None) -> models.Gig:
        """Create a gig as a draft.

        For brand admins and campaign managers. Only a brand admin gives it a budget; a campaign manager's
        draft begins with 0. Nobody else sees it before it is opened.
        """
        found: models.Gig = self._json(
            models.Gig, "POST", "/api/v1/gigs", headers={"Idempotency-Key": idempotency_key}, body=body
        )
        return found

    def delete_gig(self, gig_id: UUID) -> None:
        """Delete a draft.

        For brand admins and campaign managers. What was open once is closed instead.
        """
        self._nothing("DELETE", "/api/v1/gigs/{gig_id}", places={"gig_id": gig_id})

    def read_gig(self, gig_id: UUID) -> models.Gig:
        """Read a gig.

        For creators while it is open, and afterwards for those who applied or had a deal; for members of
        its brand always, with its budget.
        """
        found: models.Gig = self._json(models.Gig, "GET", "/api/v1/gigs/{gig_id}", places={"gig_id": gig_id})
        return found

    def replace_gig(self, gig_id: UUID, body: models.GigDraft) -> models.Gig:
        """Change what a gig says.

        For brand admins and campaign managers, until somebody has agreed to it: an application approved, a
        slot claimed. What is funded keeps its price.
        """
        found: models.Gig = self._json(
            models.Gig, "PUT", "/api/v1/gigs/{gig_id}", places={"gig_id": gig_id}, body=body
        )
        return found

    def list_gig_applicants(
        self,
        gig_id: UUID,
        *,
        status: models.ApplicationStatus | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.GigApplication]:
        """List the applications to a gig.

        For members of its brand; a creator sees their own. Newest first.
        """
        found: Page[models.GigApplication] = self._json(
            Page[models.GigApplication],
            "GET",
            "/api/v1/gigs/{gig_id}/applicants",
            places={"gig_id": gig_id},
            query={"status": status, "cursor": cursor, "limit": limit},
        )
        return found

    def claim_slot(self, gig_id: UUID, *, idempotency_key: str | None = None) -> models.Claimed:
        """Claim a slot of a gig.

        For creators who have what the gig asks for, once in a gig. The first free slot is theirs, and its
        money is held for them: start within the time that the deal names.
        """
        found: models.Claimed = self._json(
            models.Claimed,
            "POST",
            "/api/v1/gigs/{gig_id}/claim",
            places={"gig_id": gig_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def close_gig(
        self, gig_id: UUID, body: models.GigClosing, *, idempotency_key: str | None = None
    ) -> models.GigClosed:
        """Close a gig.

        For brand admins and campaign managers. What its open slots hold is in the wallet again at once;
        running deals go on to their own end.
        """
        found: models.GigClosed = self._json(
            models.GigClosed,
            "POST",
            "/api/v1/gigs/{gig_id}/close",
            places={"gig_id": gig_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def list_gig_history(
        self, gig_id: UUID, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.GigEvent]:
        """List what happened to a gig.

        For members of its brand, newest first; creators see what happened to their own deals of it.
        """
        found: Page[models.GigEvent] = self._json(
            Page[models.GigEvent],
            "GET",
            "/api/v1/gigs/{gig_id}/history",
            places={"gig_id": gig_id},
            query={"cursor": cursor, "limit": limit},
        )
        return found

    def open_gig(self, gig_id: UUID, *, idempotency_key: str | None = None) -> models.Gig:
        """Open a gig, or go on with it.

        For brand admins and campaign managers. The slots of a gig that is claimed are paid for at once,
        prices and fees, out of the wallet: their prices are the budget divided, the first ones a minor unit
        more. It closes by itself at `ends_at`.
        """
        found: models.Gig = self._json(
            models.Gig,
            "POST",
            "/api/v1/gigs/{gig_id}/open",
            places={"gig_id": gig_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def pause_gig(self, gig_id: UUID, *, idempotency_key: str | None = None) -> models.Gig:
        """Pause a gig.

        For brand admins and campaign managers: no new claims and applications, until it is opened again.
        Deals go on.
        """
        found: models.Gig = self._json(
            models.Gig,
            "POST",
            "/api/v1/gigs/{gig_id}/pause",
            places={"gig_id": gig_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def list_gig_slots(
        self, gig_id: UUID, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.GigSlot]:
        """List the slots of a gig.

        For members of its brand, by number. Creators see none.
        """
        found: Page[models.GigSlot] = self._json(
            Page[models.GigSlot],
            "GET",
            "/api/v1/gigs/{gig_id}/slots",
            places={"gig_id": gig_id},
            query={"cursor": cursor, "limit": limit},
        )
        return found
