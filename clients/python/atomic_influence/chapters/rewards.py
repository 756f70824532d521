"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Rewards(Chapter):
    """Operations of the chapter `rewards`."""

    def list_reward_awards(
        self,
        *,
        program_id: UUID | None = None,
        trigger_id: UUID | None = None,
        user_id: UUID | None = None,
        status: models.AwardStatus | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.RewardAward]:
        """List what programs granted.

        For brand admins and campaign managers what the programs of their brands granted; for
        administrators, all. The newest first.
        """
        found: Page[models.RewardAward] = self._json(
            Page[models.RewardAward],
            "GET",
            "/api/v1/reward-awards",
            query={
                "program_id": program_id,
                "trigger_id": trigger_id,
                "user_id": user_id,
                "status": status,
                "cursor": cursor,
                "limit": limit,
            },
        )
        return found

    def revoke_reward_award(
        self, award_id: UUID, body: models.RewardRevocation, *, idempotency_key: str | None = None
    ) -> models.RewardAward:
        """Revoke what was granted.

        For those who run the campaigns of its brand, and for administrators; claimed money is taken back by
        administrators alone, by an earning below zero that the next payout takes off. It is final, and the
        person is told why.
        """
        found: models.RewardAward = self._json(
            models.RewardAward,
            "POST",
            "/api/v1/reward-awards/{award_id}/revoke",
            places={"award_id": award_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def list_rewards(
        self, *, status: models.AwardStatus | None = None, cursor: str | None = None, limit: int | None = None
    ) -> models.RewardPage:
        """List one's own rewards.

        For whoever is signed in: what they were granted, newest first, with the points that they have in
        each program. Money is theirs once they have claimed it (`claimReward`).
        """
        found: models.RewardPage = self._json(
            models.RewardPage,
            "GET",
            "/api/v1/rewards",
            query={"status": status, "cursor": cursor, "limit": limit},
        )
        return found

    def read_reward(self, reward_id: UUID) -> models.RewardAward:
        """Read one of one's own rewards.

        For the person who has it: how it stands, and until when it can be claimed.
        """
        found: models.RewardAward = self._json(
            models.RewardAward, "GET", "/api/v1/rewards/{reward_id}", places={"reward_id": reward_id}
        )
        return found

    def claim_reward(self, reward_id: UUID, *, idempotency_key: str | None = None) -> models.RewardAward:
        """Claim a reward.

        For the person who has it, once: afterwards it is 409, but for the same `Idempotency-Key`. Money
        becomes an earning that the next payout takes, also before an account for payouts is connected. A
        tier boost begins now; points and badges were theirs before.
        """
        found: models.RewardAward = self._json(
            models.RewardAward,
            "POST",
            "/api/v1/rewards/{reward_id}/claim",
            places={"reward_id": reward_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found
