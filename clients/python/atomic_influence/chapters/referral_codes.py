"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class ReferralCodes(Chapter):
    """Operations of the chapter `referral_codes`."""

    def list_referral_codes(
        self, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.ReferralCode]:
        """List one's referral codes.

        For agents: their own, the newest first, with how often each was used.
        """
        found: Page[models.ReferralCode] = self._json(
            Page[models.ReferralCode], "GET", "/api/v1/agents/codes", query={"cursor": cursor, "limit": limit}
        )
        return found

    def create_referral_code(
        self, body: models.NewReferralCode, *, idempotency_key: str | None = None
    ) -> models.ReferralCode:
        """Create a referral code.

        For agents who bring people: at most a hundred codes each. Without a `code` one is drawn. Who signs
        up with it, or after they followed its link, was brought by the agent.
        """
        found: models.ReferralCode = self._json(
            models.ReferralCode,
            "POST",
            "/api/v1/agents/codes",
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def change_referral_code(self, code_id: UUID, body: models.ReferralCodeChange) -> models.ReferralCode:
        """Change a referral code, or switch it off.

        For the agent whose it is. What is sent changes, the rest stays; so does the code itself, for ever.
        """
        found: models.ReferralCode = self._json(
            models.ReferralCode,
            "PATCH",
            "/api/v1/agents/codes/{code_id}",
            places={"code_id": code_id},
            body=body,
        )
        return found
