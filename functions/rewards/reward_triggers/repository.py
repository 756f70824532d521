"""Statements of reward triggers. What makes, changes or moves one is a function of the database."""

from typing import LiteralString
from uuid import UUID

from psycopg.types.json import Jsonb

from common.database import Transaction
from common.filters import where
from common.models.reward_triggers import RewardTrigger, TriggerStatus
from rewards.reward_triggers.models import (
    GoingLive,
    NewRewardTrigger,
    RewardTriggerPatch,
    TriggerTrial,
    TriggerVersion,
)

TRIGGER: LiteralString = (
    "id, version, program_id, brand_id, key, name, definition, reward, auto_claim, carry_counters, status, live_at,"
    " priority, created_by, created_at, updated_at"
)
SHOWN: LiteralString = (
    f"select distinct on (id) {TRIGGER} from reward_triggers"  # the one that counts, else the newest
)
FIRST: LiteralString = "order by id desc, status in ('live', 'paused') desc, version desc"


def create_trigger(tx: Transaction, trigger: NewRewardTrigger) -> RewardTrigger:
    """A draft. Raises `NotFound`, `Forbidden`, and what the database refuses."""
    return tx.fetch_one(
        RewardTrigger,
        f"select {TRIGGER} from app.create_reward_trigger(%(program_id)s, %(key)s, %(name)s, %(definition)s,"
        " %(reward)s, %(auto_claim)s, %(priority)s)",
        trigger.model_dump()
        | {
            "definition": Jsonb(trigger.definition.columns()),
            "reward": Jsonb(trigger.reward.model_dump(mode="json")),
        },
    )


def change_trigger(tx: Transaction, trigger_id: UUID, patch: RewardTriggerPatch) -> RewardTrigger:
    """The draft that it changed or made. Raises `NotFound`, `Forbidden`, and what the database refuses."""
    sent = patch.model_fields_set
    return tx.fetch_one(
        RewardTrigger,
        f"select {TRIGGER} from app.change_reward_trigger(%(id)s, %(name)s, %(definition)s, %(reward)s, %(auto_claim)s,"
        " %(priority)s)",
        {
            "id": trigger_id,
            "name": patch.name,
            "definition": Jsonb(patch.definition.columns()) if "definition" in sent else None,
            "reward": Jsonb(patch.reward.model_dump(mode="json")) if "reward" in sent else None,
            "auto_claim": patch.auto_claim,
            "priority": patch.priority,
        },
    )


def make_live(tx: Transaction, trigger_id: UUID, going: GoingLive) -> RewardTrigger:
    """The version counts from now on. Raises `NotFound`, `Forbidden`, and what the database refuses."""
    return tx.fetch_one(
        RewardTrigger,
        f"select {TRIGGER} from app.make_trigger_live(%(id)s, %(version)s, %(carry_counters)s, %(backfill)s)",
        going.model_dump() | {"id": trigger_id},
    )


def set_status(tx: Transaction, trigger_id: UUID, status: TriggerStatus) -> RewardTrigger:
    """Pause, resume, retire. Raises `NotFound`, `Forbidden`, and what the database refuses."""
    return tx.fetch_one(
        RewardTrigger,
        f"select {TRIGGER} from app.set_trigger_status(%(id)s, %(status)s)",
        {"id": trigger_id, "status": status},
    )


def find_trigger(tx: Transaction, trigger_id: UUID) -> RewardTrigger:
    """The version that counts, else the newest. Raises `NotFound`."""
    return tx.fetch_one(RewardTrigger, f"{SHOWN} where id = %(id)s {FIRST}", {"id": trigger_id})


def list_versions(tx: Transaction, trigger_id: UUID) -> list[TriggerVersion]:
    """The latest hundred versions, newest first."""
    return tx.fetch_all(
        TriggerVersion,
        "select version, name, status, live_at, carry_counters, created_at from reward_triggers where id = %(id)s"
        " order by version desc limit 100",
        {"id": trigger_id},
    )


def list_triggers(
    tx: Transaction, *, program_id: UUID | None, status: TriggerStatus | None, before: UUID | None, limit: int
) -> list[RewardTrigger]:
    """Triggers that the actor may see, newest first, each as it is shown alone."""
    of_them = where(("program_id = %(program_id)s", program_id), ("id < %(before)s", before))
    shown = where(("status = %(status)s", status))
    return tx.fetch_all(
        RewardTrigger,
        f"select {TRIGGER} from ({SHOWN} where {of_them} {FIRST}) as t where {shown} order by id desc limit %(limit)s",
        {"program_id": program_id, "before": before, "status": status, "limit": limit},
    )


def definition_fault(tx: Transaction, definition: dict[str, object]) -> dict[str, str] | None:
    """What facts of its type cannot answer: the place (`field`) and the `reason`; None where nothing is wrong."""
    fault: dict[str, str] | None = tx.fetch_value(
        "select app.trigger_definition_fault(%(definition)s)", {"definition": Jsonb(definition)}
    )
    return fault


def try_trigger(tx: Transaction, trigger_id: UUID, trial: TriggerTrial) -> dict[str, object]:
    """What it would make of a fact. Raises `NotFound`, `Forbidden`."""
    made: dict[str, object] = tx.fetch_value(
        "select app.try_reward_trigger(%(id)s, %(version)s, %(fact)s, %(user_id)s)",
        {
            "id": trigger_id,
            "version": trial.version,
            "fact": Jsonb(trial.fact.model_dump(mode="json")),
            "user_id": trial.user_id,
        },
    )
    return made
