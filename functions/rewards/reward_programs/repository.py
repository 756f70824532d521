"""Statements of reward programs. What moves money or states is a function of the database."""

from datetime import datetime
from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.filters import where
from common.models.reward_programs import RewardProgram
from rewards.reward_programs.models import NewRewardProgram

PROGRAM: LiteralString = (
    "id, brand_id, name, currency, budget_total, budget_reserved, budget_spent, budget_returned,"
    " budget_total - budget_reserved - budget_spent - budget_returned as budget_left, starts_at, ends_at, claim_days,"
    " status, paused_reason, terms_url, ended_at, closed_at, created_by, created_at, updated_at"
)


def insert_program(tx: Transaction, brand_id: UUID | None, program: NewRewardProgram) -> RewardProgram:
    """A draft. Raises `Forbidden` where the actor does not run the brand's campaigns."""
    return tx.fetch_one(
        RewardProgram,
        "insert into reward_programs (brand_id, created_by, name, currency, starts_at, ends_at, claim_days, terms_url)"
        " values (%(brand_id)s, auth.uid(), %(name)s, %(currency)s, %(starts_at)s, %(ends_at)s, %(claim_days)s,"
        f" %(terms_url)s) returning {PROGRAM}",
        program.model_dump() | {"brand_id": brand_id},
    )


def find_program(tx: Transaction, program_id: UUID) -> RewardProgram:
    """The program, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(
        RewardProgram, f"select {PROGRAM} from reward_programs where id = %(id)s", {"id": program_id}
    )


def list_programs(
    tx: Transaction, *, brand_id: UUID | None, status: str | None, before: UUID | None, limit: int
) -> list[RewardProgram]:
    """Programs that the actor may see, newest first."""
    given = where(
        ("brand_id = %(brand_id)s", brand_id), ("status = %(status)s", status), ("id < %(before)s", before)
    )
    return tx.fetch_all(
        RewardProgram,
        f"select {PROGRAM} from reward_programs where {given} order by id desc limit %(limit)s",
        {"brand_id": brand_id, "status": status, "before": before, "limit": limit},
    )


def change_program(tx: Transaction, program_id: UUID, changes: dict[str, object]) -> RewardProgram | None:
    """What is in `changes`, put; None where the actor does not run it. Raises `ProgramTermsFixed`."""
    fields = ("name", "currency", "starts_at", "ends_at", "claim_days", "terms_url")
    return tx.fetch_optional(
        RewardProgram,
        "update reward_programs set"
        " name = case when %(sets_name)s then %(name)s else name end,"
        " currency = case when %(sets_currency)s then %(currency)s else currency end,"
        " starts_at = case when %(sets_starts_at)s then %(starts_at)s else starts_at end,"
        " ends_at = case when %(sets_ends_at)s then %(ends_at)s else ends_at end,"
        " claim_days = case when %(sets_claim_days)s then %(claim_days)s else claim_days end,"
        " terms_url = case when %(sets_terms_url)s then %(terms_url)s else terms_url end"
        f" where id = %(id)s returning {PROGRAM}",
        {"id": program_id}
        | {name: changes.get(name) for name in fields}
        | {f"sets_{name}": name in changes for name in fields},
    )


def fund_program(tx: Transaction, program_id: UUID, amount: int) -> None:
    """Money into its budget, in minor units."""
    tx.execute("select app.fund_program(%(id)s, %(amount)s)", {"id": program_id, "amount": amount})


def activate_program(tx: Transaction, program_id: UUID) -> None:
    """It grants from now on."""
    tx.execute("select app.activate_program(%(id)s)", {"id": program_id})


def pause_program(tx: Transaction, program_id: UUID) -> None:
    """It grants nothing for now."""
    tx.execute("select app.pause_program(%(id)s)", {"id": program_id})


def end_program(tx: Transaction, program_id: UUID) -> int:
    """It grants nothing more; what came back, in minor units."""
    returned: int = tx.fetch_value("select app.end_program(%(id)s)", {"id": program_id})
    return returned


def due_programs(tx: Transaction, as_of: datetime, after: UUID | None, limit: int) -> list[UUID]:
    """Programs that time does something to, by id."""
    return tx.fetch_values(
        "select app.due_programs(%(as_of)s, %(after)s, %(limit)s)",
        {"as_of": as_of, "after": after, "limit": limit},
    )


def move_program(tx: Transaction, program_id: UUID, as_of: datetime) -> int | None:
    """Do it; what came back, in minor units, or None where nothing was done."""
    moved: int | None = tx.fetch_value(
        "select app.move_program(%(id)s, %(as_of)s)", {"id": program_id, "as_of": as_of}
    )
    return moved
