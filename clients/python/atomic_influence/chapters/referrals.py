"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Referrals(Chapter):
    """Operations of the chapter `referrals`."""

    def claim_referral(
        self, body: models.ReferralClaim, *, idempotency_key: str | None = None
    ) -> models.OwnReferral:
        """Claim that somebody brought oneself.

        For whoever signed up within the last seven days, and did not say it then: the code of an agent,
        once. A code that brings nobody now is 404, whatever the reason.
        """
        found: models.OwnReferral = self._json(
            models.OwnReferral,
            "POST",
            "/api/v1/agents/referrals",
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def list_referrals(
        self,
        agent_id: UUID,
        *,
        status: models.ReferralStatus | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.ReferredPerson]:
        """List whom an agent brought.

        For the agent, and administrators: name, role and month of joining, the latest month first, and what
        the agent earned by them. No address, no account, no deal.
        """
        found: Page[models.ReferredPerson] = self._json(
            Page[models.ReferredPerson],
            "GET",
            "/api/v1/agents/{agent_id}/referrals",
            places={"agent_id": agent_id},
            query={"status": status, "cursor": cursor, "limit": limit},
        )
        return found

    def change_referral(self, user_id: UUID, body: models.Reassignment) -> models.Referral:
        """Change who brought somebody.

        For administrators. It counts for what is released from now on, and is audited with the reason.
        `agent_user_id` null: nobody brought them, and the referral is rejected.
        """
        found: models.Referral = self._json(
            models.Referral,
            "POST",
            "/api/v1/referrals/{user_id}/reassign",
            places={"user_id": user_id},
            body=body,
        )
        return found
