"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class RewardPrograms(Chapter):
    """Operations of the chapter `reward_programs`."""

    def list_reward_programs(
        self,
        *,
        brand_id: UUID | None = None,
        status: models.ProgramStatus | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.RewardProgram]:
        """List reward programs.

        For members of a brand: those of their brands, the newest first, with their budgets. Administrators
        see those of all brands and the platform's own.
        """
        found: Page[models.RewardProgram] = self._json(
            Page[models.RewardProgram],
            "GET",
            "/api/v1/reward-programs",
            query={"brand_id": brand_id, "status": status, "cursor": cursor, "limit": limit},
        )
        return found

    def create_reward_program(
        self, body: models.NewRewardProgram, *, idempotency_key: str | None = None
    ) -> models.RewardProgram:
        """Create a reward program as a draft.

        For brand admins and campaign managers, and for administrators. It grants nothing before it is
        activated; one with a `currency` is funded first.
        """
        found: models.RewardProgram = self._json(
            models.RewardProgram,
            "POST",
            "/api/v1/reward-programs",
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def read_reward_program(self, program_id: UUID) -> models.RewardProgram:
        """Read a reward program.

        For members of its brand, and for administrators: with what was granted, claimed and is left of its
        budget.
        """
        found: models.RewardProgram = self._json(
            models.RewardProgram,
            "GET",
            "/api/v1/reward-programs/{program_id}",
            places={"program_id": program_id},
        )
        return found

    def change_reward_program(
        self, program_id: UUID, body: models.RewardProgramChange
    ) -> models.RewardProgram:
        """Change a reward program.

        For those who run it. What is sent changes, the rest stays. Its currency is fixed once it was funded
        or activated, its start once it was activated, and everything once it has ended; what was granted
        keeps its time.
        """
        found: models.RewardProgram = self._json(
            models.RewardProgram,
            "PATCH",
            "/api/v1/reward-programs/{program_id}",
            places={"program_id": program_id},
            body=body,
        )
        return found

    def activate_reward_program(
        self, program_id: UUID, *, idempotency_key: str | None = None
    ) -> models.RewardProgram:
        """Activate a reward program, or go on with it.

        For those who run it. From now on, or from `starts_at`, its live triggers grant. At 80, 95 and 100 %
        of its budget those who run it are told; what is used up pauses by itself, until it is funded or
        money is free again.
        """
        found: models.RewardProgram = self._json(
            models.RewardProgram,
            "POST",
            "/api/v1/reward-programs/{program_id}/activate",
            places={"program_id": program_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def end_reward_program(
        self, program_id: UUID, *, idempotency_key: str | None = None
    ) -> models.ProgramEnded:
        """End a reward program.

        For those who run it. What nobody can claim any more is in the wallet again at once; what was
        granted may be claimed until its own end, and comes back within two hours of it. Nothing begins
        again.
        """
        found: models.ProgramEnded = self._json(
            models.ProgramEnded,
            "POST",
            "/api/v1/reward-programs/{program_id}/end",
            places={"program_id": program_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def fund_reward_program(
        self, program_id: UUID, body: models.ProgramFunding, *, idempotency_key: str | None = None
    ) -> models.RewardProgram:
        """Fund a reward program.

        For brand admins, out of the brand's wallet; for administrators, the platform's own out of its
        revenue. One that was paused for want of money goes on, and grants first what it could not grant
        before, in its order.
        """
        found: models.RewardProgram = self._json(
            models.RewardProgram,
            "POST",
            "/api/v1/reward-programs/{program_id}/fund",
            places={"program_id": program_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def pause_reward_program(
        self, program_id: UUID, *, idempotency_key: str | None = None
    ) -> models.RewardProgram:
        """Pause a reward program.

        For those who run it. It grants nothing until it is activated again; what was granted may be
        claimed.
        """
        found: models.RewardProgram = self._json(
            models.RewardProgram,
            "POST",
            "/api/v1/reward-programs/{program_id}/pause",
            places={"program_id": program_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found
