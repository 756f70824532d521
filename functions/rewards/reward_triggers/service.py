"""Use cases of reward triggers."""

from typing import Any
from uuid import UUID

from common.database import Transaction
from common.errors.rewards import TriggerDefinitionRefused
from common.models.base import Page
from common.models.reward_definitions import TriggerDefinition
from common.models.reward_triggers import Reward, RewardTrigger, TriggerStatus
from common.pagination import decode_id_cursor, page
from rewards.reward_triggers import repository
from rewards.reward_triggers.models import (
    NewRewardTrigger,
    RewardTriggerPatch,
    TriggerSchema,
    TriggerTrial,
    TriggerTrialResult,
    VersionedRewardTrigger,
)

FAULTS = {
    "field_unknown": "Facts of this type have no such field.",
    "no_number": "This is compared or added up as a number, and is none in facts of this type.",
    "no_text": "This is read as a text, and is none in facts of this type.",
    "not_this_kind": "The field is a number and this is a text, or the other way round.",
    "currency_missing": "Prices are added up in one currency: name it by a condition, currency eq.",
    "time_zone_unknown": "There is no such time zone.",
}
"""What a definition asks that facts of its type cannot answer."""
REASONS = {
    "type": "It is a fact of another type.",
    "depth": "It was caused by rewards that were caused by rewards, too often.",
    "who": "It is about somebody on the other side.",
    "brand": "It is about another brand, or about none.",
    "condition": "It does not meet all conditions.",
    "field": "It has nothing to add up, or to tell apart, in that field.",
    "window": "It is about no campaign.",
    "program": "The program has ended, or does not run at that time.",
    "audience": "The person is not among those whom it is for.",
    "cooldown": "The person was granted something, and the cooldown is not over.",
}
"""Why a fact does not count."""
COUNTS = "It counts."


def create_trigger(tx: Transaction, trigger: NewRewardTrigger) -> RewardTrigger:
    """A draft of the first version.

    Raises `NotFound`, `Forbidden`, `TriggerDefinitionRefused`, `TriggerFactTypeUnknown`, `RewardNotForThisTrigger`,
    `TriggerKeyTaken`, `TriggerRefused`.
    """
    _require_answers(tx, trigger.definition)
    return repository.create_trigger(tx, trigger)


def change_trigger(tx: Transaction, trigger_id: UUID, patch: RewardTriggerPatch) -> RewardTrigger:
    """The draft, as changed; a draft of the next version where the newest is no draft.

    Raises `NotFound`, `Forbidden`, `TriggerDefinitionRefused`, `TriggerFactTypeUnknown`, `RewardNotForThisTrigger`,
    `TriggerRefused`.
    """
    if not patch.model_fields_set:
        return repository.find_trigger(tx, trigger_id)
    if "definition" in patch.model_fields_set:
        _require_answers(tx, patch.definition)
    return repository.change_trigger(tx, trigger_id, patch)


def read_trigger(tx: Transaction, trigger_id: UUID) -> VersionedRewardTrigger:
    """The version that counts, else the newest, and all versions in short. Raises `NotFound`."""
    shown = repository.find_trigger(tx, trigger_id)
    return VersionedRewardTrigger(**shown.model_dump(), versions=repository.list_versions(tx, trigger_id))


def list_triggers(
    tx: Transaction, *, program_id: UUID | None, status: TriggerStatus | None, cursor: str | None, limit: int
) -> Page[RewardTrigger]:
    """Those of the actor's brands (an administrator's: all), newest first. Raises `CursorInvalid`."""
    rows = repository.list_triggers(
        tx, program_id=program_id, status=status, before=decode_id_cursor(cursor), limit=limit + 1
    )
    return page(rows, limit, lambda trigger: trigger.id)


def try_trigger(tx: Transaction, trigger_id: UUID, trial: TriggerTrial) -> TriggerTrialResult:
    """What it would make of a fact; nothing is written. Raises `NotFound`, `Forbidden`."""
    made: dict[str, Any] = repository.try_trigger(tx, trigger_id, trial)
    reason = made.get("reason")
    return TriggerTrialResult(**made, explanation=REASONS.get(reason, reason) if reason else COUNTS)


def schema() -> TriggerSchema:
    """What a definition and a reward look like, for forms and for those who write them by hand."""
    from pydantic import TypeAdapter

    reward: TypeAdapter[Any] = TypeAdapter(Reward)
    return TriggerSchema(definition=TriggerDefinition.model_json_schema(), reward=reward.json_schema())


def _require_answers(tx: Transaction, definition: TriggerDefinition) -> None:
    """Facts of its type have what it asks of them: the table says the same, in fewer words."""
    fault = repository.definition_fault(tx, definition.columns())
    if fault is not None:
        raise TriggerDefinitionRefused(details=[fault | {"message": FAULTS[fault["reason"]]}])
