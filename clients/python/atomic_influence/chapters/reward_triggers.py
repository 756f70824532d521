"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class RewardTriggers(Chapter):
    """Operations of the chapter `reward_triggers`."""

    def list_fact_types(self) -> models.FactTypes:
        """List what triggers can be about.

        For whoever is signed in: each deed that is written down, with the fields that a trigger's
        conditions may ask for.
        """
        found: models.FactTypes = self._json(models.FactTypes, "GET", "/api/v1/fact-types")
        return found

    def list_reward_triggers(
        self,
        *,
        program_id: UUID | None = None,
        status: models.TriggerStatus | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.RewardTrigger]:
        """List reward triggers.

        For members of a brand: those of its programs; administrators see all. Newest first, each as it
        counts now, or as its newest version says where none does.
        """
        found: Page[models.RewardTrigger] = self._json(
            Page[models.RewardTrigger],
            "GET",
            "/api/v1/reward-triggers",
            query={"program_id": program_id, "status": status, "cursor": cursor, "limit": limit},
        )
        return found

    def create_reward_trigger(
        self, body: models.NewRewardTrigger, *, idempotency_key: str | None = None
    ) -> models.RewardTrigger:
        """Create a reward trigger as a draft.

        For brand admins and campaign managers in their own programs, and for administrators. It counts
        nothing before it goes live. A brand's trigger counts only facts about that brand, and grants money
        or points.
        """
        found: models.RewardTrigger = self._json(
            models.RewardTrigger,
            "POST",
            "/api/v1/reward-triggers",
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def read_reward_trigger_schema(self) -> models.TriggerSchema:
        """Read the JSON Schema of reward triggers.

        For whoever keeps triggers. By it a form can be made, and a definition be checked before it is sent;
        what depends on the type of fact is checked when it is sent.
        """
        found: models.TriggerSchema = self._json(
            models.TriggerSchema, "GET", "/api/v1/reward-triggers/schema"
        )
        return found

    def read_reward_trigger(self, trigger_id: UUID) -> models.VersionedRewardTrigger:
        """Read a reward trigger.

        For members of its brand and administrators: as it counts now, or as its newest version says where
        none does, with all its versions in short.
        """
        found: models.VersionedRewardTrigger = self._json(
            models.VersionedRewardTrigger,
            "GET",
            "/api/v1/reward-triggers/{trigger_id}",
            places={"trigger_id": trigger_id},
        )
        return found

    def change_reward_trigger(
        self, trigger_id: UUID, body: models.RewardTriggerPatch
    ) -> models.RewardTrigger:
        """Change a reward trigger.

        For brand admins and campaign managers in their own programs, and for administrators. A draft
        changes in place. Of one that is live or paused a draft of the next version is made, which counts
        nothing before it goes live itself.
        """
        found: models.RewardTrigger = self._json(
            models.RewardTrigger,
            "PATCH",
            "/api/v1/reward-triggers/{trigger_id}",
            places={"trigger_id": trigger_id},
            body=body,
        )
        return found

    def read_reward_trigger_backfill(self, trigger_id: UUID) -> models.RewardBackfill:
        """Read how far a backfill is.

        For members of its brand and administrators: that of the newest version that has one.
        """
        found: models.RewardBackfill = self._json(
            models.RewardBackfill,
            "GET",
            "/api/v1/reward-triggers/{trigger_id}/backfill",
            places={"trigger_id": trigger_id},
        )
        return found

    def backfill_reward_trigger(self, trigger_id: UUID) -> models.RewardBackfill:
        """Count facts from before a trigger was live.

        For brand admins and campaign managers in their own programs, and for administrators. Once a
        version: facts of the last 400 days that were counted before it went live are counted for it, too,
        within minutes, and what they reach is granted, to nobody twice. Try a dry run first. One that
        failed goes on where it was.
        """
        found: models.RewardBackfill = self._json(
            models.RewardBackfill,
            "POST",
            "/api/v1/reward-triggers/{trigger_id}/backfill",
            places={"trigger_id": trigger_id},
        )
        return found

    def simulate_reward_trigger(self, trigger_id: UUID, body: models.NewDryRun) -> models.DryRun:
        """Try a reward trigger on what people did.

        For brand admins and campaign managers in their own programs, and for administrators. Says what a
        backfill would grant for the facts that are kept, and what it would cost: exactly, but for what
        achievements bring along. Nothing is written, counted or granted. For more than 20,000 facts name a
        shorter time.
        """
        found: models.DryRun = self._json(
            models.DryRun,
            "POST",
            "/api/v1/reward-triggers/{trigger_id}/dry-run",
            places={"trigger_id": trigger_id},
            body=body,
        )
        return found

    def make_reward_trigger_live(self, trigger_id: UUID, body: models.GoingLive) -> models.RewardTrigger:
        """Make a version of a reward trigger live.

        For brand admins and campaign managers in their own programs, and for administrators. From now on it
        counts, and the version before it no more. Nobody is granted a level of a period twice, whatever the
        version.
        """
        found: models.RewardTrigger = self._json(
            models.RewardTrigger,
            "POST",
            "/api/v1/reward-triggers/{trigger_id}/live",
            places={"trigger_id": trigger_id},
            body=body,
        )
        return found

    def pause_reward_trigger(self, trigger_id: UUID) -> models.RewardTrigger:
        """Pause a reward trigger.

        For brand admins and campaign managers in their own programs, and for administrators. What happens
        meanwhile it never counts.
        """
        found: models.RewardTrigger = self._json(
            models.RewardTrigger,
            "POST",
            "/api/v1/reward-triggers/{trigger_id}/pause",
            places={"trigger_id": trigger_id},
        )
        return found

    def resume_reward_trigger(self, trigger_id: UUID) -> models.RewardTrigger:
        """Resume a paused reward trigger.

        For brand admins and campaign managers in their own programs, and for administrators. It goes on
        with its counters.
        """
        found: models.RewardTrigger = self._json(
            models.RewardTrigger,
            "POST",
            "/api/v1/reward-triggers/{trigger_id}/resume",
            places={"trigger_id": trigger_id},
        )
        return found

    def end_reward_trigger(self, trigger_id: UUID) -> models.RewardTrigger:
        """End a reward trigger.

        For brand admins and campaign managers in their own programs, and for administrators. It is retired,
        with its drafts, and counts nothing more; what it granted stays.
        """
        found: models.RewardTrigger = self._json(
            models.RewardTrigger,
            "POST",
            "/api/v1/reward-triggers/{trigger_id}/retire",
            places={"trigger_id": trigger_id},
        )
        return found

    def try_reward_trigger(self, trigger_id: UUID, body: models.TriggerTrial) -> models.TriggerTrialResult:
        """Try a reward trigger with a fact.

        For brand admins and campaign managers in their own programs, and for administrators. Says whether a
        fact would count, or why not, and which levels it would reach. Nothing is written, counted or
        granted.
        """
        found: models.TriggerTrialResult = self._json(
            models.TriggerTrialResult,
            "POST",
            "/api/v1/reward-triggers/{trigger_id}/test",
            places={"trigger_id": trigger_id},
            body=body,
        )
        return found
