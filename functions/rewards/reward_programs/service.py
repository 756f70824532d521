"""Use cases of reward programs."""

from datetime import UTC, datetime
from uuid import UUID

from common.brands import only_brand
from common.database import Transaction
from common.errors import Forbidden
from common.models.base import Page
from common.models.reward_programs import ProgramStatus, RewardProgram
from common.pagination import decode_id_cursor, page
from rewards.errors import ProgramTimesInvalid
from rewards.reward_programs import repository
from rewards.reward_programs.models import NewRewardProgram, ProgramEnded, RewardProgramChange


def create_program(tx: Transaction, program: NewRewardProgram) -> RewardProgram:
    """A draft of the actor's brand; of the platform, where an administrator names no brand.

    Raises `NoBrand`, `BrandRequired`, `Forbidden`, `ProgramTimesInvalid`.
    """
    _require_times(program.starts_at, program.ends_at)
    brand_id = program.brand_id or (None if tx.is_admin else only_brand(tx))
    return repository.insert_program(tx, brand_id, program)


def list_programs(
    tx: Transaction, *, brand_id: UUID | None, status: ProgramStatus | None, cursor: str | None, limit: int
) -> Page[RewardProgram]:
    """Of the actor's brands; an administrator's: all. Raises `CursorInvalid`."""
    rows = repository.list_programs(
        tx, brand_id=brand_id, status=status, before=decode_id_cursor(cursor), limit=limit + 1
    )
    return page(rows, limit, lambda program: program.id)


def change_program(tx: Transaction, program_id: UUID, change: RewardProgramChange) -> RewardProgram:
    """Change what was sent. Raises `NotFound`, `Forbidden`, `ProgramTermsFixed`, `ProgramTimesInvalid`."""
    found = repository.find_program(tx, program_id)
    changes = change.model_dump(include=change.model_fields_set)
    if "ends_at" in changes or "starts_at" in changes:
        _require_times(
            changes.get("starts_at", found.starts_at),
            changes.get("ends_at", found.ends_at),
            ends_now="ends_at" in changes,
        )
    changed = repository.change_program(tx, program_id, changes)
    if changed is None:
        raise Forbidden
    return changed


def fund_program(tx: Transaction, program_id: UUID, amount: int) -> RewardProgram:
    """Money into its budget, in minor units.

    Raises `NotFound`, `Forbidden`, `InsufficientFunds`, `AmountOutOfRange`, `ProgramStepForbidden`,
    `ProgramWithoutCurrency`, `DisputedMoneyOwed`.
    """
    repository.fund_program(tx, program_id, amount)
    return repository.find_program(tx, program_id)


def activate_program(tx: Transaction, program_id: UUID) -> RewardProgram:
    """Draft or paused → active. Raises `NotFound`, `Forbidden`, `ProgramStepForbidden`, `ProgramBudgetEmpty`."""
    repository.activate_program(tx, program_id)
    return repository.find_program(tx, program_id)


def pause_program(tx: Transaction, program_id: UUID) -> RewardProgram:
    """Active → paused. Raises `NotFound`, `Forbidden`, `ProgramStepForbidden`."""
    repository.pause_program(tx, program_id)
    return repository.find_program(tx, program_id)


def end_program(tx: Transaction, program_id: UUID) -> ProgramEnded:
    """It grants nothing more. Raises `NotFound`, `Forbidden`, `ProgramStepForbidden`."""
    returned = repository.end_program(tx, program_id)
    program = repository.find_program(tx, program_id)
    return ProgramEnded(program_id=program_id, returned_amount=returned, currency=program.currency)


def _require_times(starts_at: datetime | None, ends_at: datetime | None, *, ends_now: bool = True) -> None:
    """The end lies behind the start and, where it is said now, ahead of us."""
    if ends_at is None:
        return
    if (ends_now and ends_at <= datetime.now(UTC)) or (starts_at is not None and ends_at <= starts_at):
        raise ProgramTimesInvalid
