"""`/api/v1/reward-programs`."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from common.errors import Forbidden, NotFound
from common.errors.accounts import BrandRequired, NoBrand
from common.errors.deals import DisputedMoneyOwed
from common.errors.limits import RequestsLimited
from common.errors.money import AmountOutOfRange, InsufficientFunds
from common.errors.rewards import (
    ProgramBudgetEmpty,
    ProgramStepForbidden,
    ProgramTermsFixed,
    ProgramWithoutCurrency,
)
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.base import Page
from common.models.reward_programs import ProgramStatus, RewardProgram
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from rewards.app import app
from rewards.errors import ProgramTimesInvalid
from rewards.reward_programs import repository, service
from rewards.reward_programs.models import (
    NewRewardProgram,
    ProgramEnded,
    ProgramFunding,
    RewardProgramChange,
)

TAGS = ["reward programs"]
PROGRAMS = "/api/v1/reward-programs"
ONE = "/api/v1/reward-programs/<program_id>"


@app.get(PROGRAMS, tags=TAGS, responses=refuses(CursorInvalid))
def list_reward_programs(
    brand_id: Annotated[UUID | None, Query(description="Only those of this brand.")] = None,
    status: Annotated[ProgramStatus | None, Query(description="Only those in this state.")] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[RewardProgram]:
    """List reward programs

    For members of a brand: those of their brands, the newest first, with their budgets. Administrators see those of all
    brands and the platform's own.
    """
    with app.read() as tx:
        return service.list_programs(tx, brand_id=brand_id, status=status, cursor=cursor, limit=limit)


@app.post(
    PROGRAMS,
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, NoBrand, BrandRequired, ProgramTimesInvalid, *ONCE),
)
@app.takes(RateClass.CREATE)
def create_reward_program(body: NewRewardProgram) -> RewardProgram:
    """Create a reward program as a draft

    For brand admins and campaign managers, and for administrators. It grants nothing before it is activated; one with a
    `currency` is funded first.
    """
    with app.transaction() as tx:
        return app.once(tx, body, RewardProgram, lambda: service.create_program(tx, body))


@app.get(ONE, tags=TAGS, responses=refuses(NotFound))
def read_reward_program(program_id: UUID) -> RewardProgram:
    """Read a reward program

    For members of its brand, and for administrators: with what was granted, claimed and is left of its budget.
    """
    with app.read() as tx:
        return repository.find_program(tx, program_id)


@app.patch(ONE, tags=TAGS, responses=refuses(NotFound, Forbidden, ProgramTermsFixed, ProgramTimesInvalid))
def change_reward_program(program_id: UUID, body: RewardProgramChange) -> RewardProgram:
    """Change a reward program

    For those who run it. What is sent changes, the rest stays. Its currency is fixed once it was funded or activated,
    its start once it was activated, and everything once it has ended; what was granted keeps its time.
    """
    with app.transaction() as tx:
        return service.change_program(tx, program_id, body)


@app.post(
    f"{ONE}/fund",
    tags=TAGS,
    responses=refuses(
        RequestsLimited, NotFound, Forbidden, InsufficientFunds, AmountOutOfRange, ProgramStepForbidden,
        ProgramWithoutCurrency, DisputedMoneyOwed, *ONCE,
    ),
)  # fmt: skip
@app.takes(RateClass.CREATE)
def fund_reward_program(program_id: UUID, body: ProgramFunding) -> RewardProgram:
    """Fund a reward program

    For brand admins, out of the brand's wallet; for administrators, the platform's own out of its revenue. One that was
    paused for want of money goes on, and grants first what it could not grant before, in its order.
    """
    with app.transaction() as tx:
        return app.once(tx, body, RewardProgram, lambda: service.fund_program(tx, program_id, body.amount))


@app.post(
    f"{ONE}/activate",
    tags=TAGS,
    responses=refuses(NotFound, Forbidden, ProgramStepForbidden, ProgramBudgetEmpty, *ONCE),
)
def activate_reward_program(program_id: UUID) -> RewardProgram:
    """Activate a reward program, or go on with it

    For those who run it. From now on, or from `starts_at`, its live triggers grant. At 80, 95 and 100 % of its budget
    those who run it are told; what is used up pauses by itself, until it is funded or money is free again.
    """
    with app.transaction() as tx:
        return app.once(tx, None, RewardProgram, lambda: service.activate_program(tx, program_id))


@app.post(f"{ONE}/pause", tags=TAGS, responses=refuses(NotFound, Forbidden, ProgramStepForbidden, *ONCE))
def pause_reward_program(program_id: UUID) -> RewardProgram:
    """Pause a reward program

    For those who run it. It grants nothing until it is activated again; what was granted may be claimed.
    """
    with app.transaction() as tx:
        return app.once(tx, None, RewardProgram, lambda: service.pause_program(tx, program_id))


@app.post(f"{ONE}/end", tags=TAGS, responses=refuses(NotFound, Forbidden, ProgramStepForbidden, *ONCE))
def end_reward_program(program_id: UUID) -> ProgramEnded:
    """End a reward program

    For those who run it. What nobody can claim any more is in the wallet again at once; what was granted may be claimed
    until its own end, and comes back within two hours of it. Nothing begins again.
    """
    with app.transaction() as tx:
        return app.once(tx, None, ProgramEnded, lambda: service.end_program(tx, program_id))
