"""`/api/v1/rewards`: one's own; `/api/v1/reward-awards`: what a program granted."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from common.errors import Forbidden, NotFound
from common.errors.rewards import RewardAlreadyClaimed, RewardExpired, RewardHeld, RewardStepNotAllowed
from common.idempotency import ONCE
from common.models.base import Page
from common.models.reward_awards import AwardStatus, RewardAward
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.queues import MAIL, wake
from common.refusals import refuses
from rewards.app import app
from rewards.reward_awards import repository, service
from rewards.reward_awards.models import RewardPage, RewardRevocation
from rewards.reward_awards.repository import Wanted

TAGS = ["rewards"]
OfStatus = Annotated[AwardStatus | None, Query(description="Only those in this state.")]


@app.get("/api/v1/rewards", tags=TAGS, responses=refuses(CursorInvalid))
def list_rewards(status: OfStatus = None, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> RewardPage:
    """List one's own rewards

    For whoever is signed in: what they were granted, newest first, with the points that they have in each program.
    Money is theirs once they have claimed it (`claimReward`).
    """
    with app.read() as tx:
        return service.list_own(tx, status=status, cursor=cursor, limit=limit)


@app.get("/api/v1/rewards/<reward_id>", tags=TAGS, responses=refuses(NotFound))
def read_reward(reward_id: UUID) -> RewardAward:
    """Read one of one's own rewards

    For the person who has it: how it stands, and until when it can be claimed.
    """
    with app.read() as tx:
        return repository.find_own(tx, reward_id)


@app.post(
    "/api/v1/rewards/<reward_id>/claim",
    tags=TAGS,
    responses=refuses(
        Forbidden, NotFound, RewardAlreadyClaimed, RewardExpired, RewardHeld, RewardStepNotAllowed, *ONCE
    ),
)
def claim_reward(reward_id: UUID) -> RewardAward:
    """Claim a reward

    For the person who has it, once: afterwards it is 409, but for the same `Idempotency-Key`. Money becomes an earning
    that the next payout takes, also before an account for payouts is connected. A tier boost begins now; points and
    badges were theirs before.
    """
    with app.transaction() as tx:
        return app.once(tx, None, RewardAward, lambda: repository.claim(tx, reward_id))


@app.get("/api/v1/reward-awards", tags=TAGS, responses=refuses(CursorInvalid))
def list_reward_awards(  # noqa: PLR0917 - Powertools passes them by name
    program_id: Annotated[UUID | None, Query(description="Only those of this program.")] = None,
    trigger_id: Annotated[
        UUID | None, Query(description="Only those of this trigger, whatever its version.")
    ] = None,
    user_id: Annotated[UUID | None, Query(description="Only this person's, by the account's id.")] = None,
    status: OfStatus = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[RewardAward]:
    """List what programs granted

    For brand admins and campaign managers what the programs of their brands granted; for administrators, all. The
    newest first.
    """
    wanted = Wanted(program_id, trigger_id, user_id, status)
    with app.read() as tx:
        return service.list_managed(tx, wanted, cursor=cursor, limit=limit)


@app.post(
    "/api/v1/reward-awards/<award_id>/revoke",
    tags=TAGS,
    responses=refuses(Forbidden, NotFound, RewardStepNotAllowed, *ONCE),
)
def revoke_reward_award(award_id: UUID, body: RewardRevocation) -> RewardAward:
    """Revoke what was granted

    For those who run the campaigns of its brand, and for administrators; claimed money is taken back by administrators
    alone, by an earning below zero that the next payout takes off. It is final, and the person is told why.
    """
    with app.transaction() as tx:
        revoked = app.once(tx, body, RewardAward, lambda: repository.revoke(tx, award_id, body.reason))
    wake(MAIL)
    return revoked
