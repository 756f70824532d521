"""`/api/v1/reward-triggers`."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from common.errors import Forbidden, NotFound
from common.errors.limits import RequestsLimited
from common.errors.rewards import (
    RewardNotForThisTrigger,
    TriggerDefinitionRefused,
    TriggerFactTypeUnknown,
    TriggerKeyTaken,
    TriggerRefused,
    TriggerTransitionForbidden,
)
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.base import Page
from common.models.reward_triggers import RewardTrigger, TriggerStatus
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from rewards.app import app
from rewards.reward_triggers import repository, service
from rewards.reward_triggers.models import (
    GoingLive,
    NewRewardTrigger,
    RewardTriggerPatch,
    TriggerSchema,
    TriggerTrial,
    TriggerTrialResult,
    VersionedRewardTrigger,
)

TAGS = ["reward triggers"]
ALL = "/api/v1/reward-triggers"
ONE = f"{ALL}/<trigger_id>"
CONTENT = (TriggerDefinitionRefused, TriggerFactTypeUnknown, RewardNotForThisTrigger, TriggerRefused)
STEP = (NotFound, Forbidden, TriggerTransitionForbidden)


@app.post(
    ALL,
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, NotFound, Forbidden, TriggerKeyTaken, *CONTENT, *ONCE),
)
@app.takes(RateClass.CREATE)
def create_reward_trigger(body: NewRewardTrigger) -> RewardTrigger:
    """Create a reward trigger as a draft

    For brand admins and campaign managers in their own programs, and for administrators. It counts nothing before it
    goes live. A brand's trigger counts only facts about that brand, and grants money or points.
    """
    with app.transaction() as tx:
        return app.once(tx, body, RewardTrigger, lambda: service.create_trigger(tx, body))


@app.get(ALL, tags=TAGS, responses=refuses(CursorInvalid))
def list_reward_triggers(
    program_id: Annotated[UUID | None, Query(description="Only those of this program.")] = None,
    status: Annotated[TriggerStatus | None, Query(description="Only those in this state.")] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[RewardTrigger]:
    """List reward triggers

    For members of a brand: those of its programs; administrators see all. Newest first, each as it counts now, or as
    its newest version says where none does.
    """
    with app.read() as tx:
        return service.list_triggers(tx, program_id=program_id, status=status, cursor=cursor, limit=limit)


@app.get(f"{ALL}/schema", tags=TAGS)
def read_reward_trigger_schema() -> TriggerSchema:
    """Read the JSON Schema of reward triggers

    For whoever keeps triggers. By it a form can be made, and a definition be checked before it is sent; what depends on
    the type of fact is checked when it is sent.
    """
    return service.schema()


@app.get(ONE, tags=TAGS, responses=refuses(NotFound))
def read_reward_trigger(trigger_id: UUID) -> VersionedRewardTrigger:
    """Read a reward trigger

    For members of its brand and administrators: as it counts now, or as its newest version says where none does, with
    all its versions in short.
    """
    with app.read() as tx:
        return service.read_trigger(tx, trigger_id)


@app.patch(ONE, tags=TAGS, responses=refuses(NotFound, Forbidden, *CONTENT))
def change_reward_trigger(trigger_id: UUID, body: RewardTriggerPatch) -> RewardTrigger:
    """Change a reward trigger

    For brand admins and campaign managers in their own programs, and for administrators. A draft changes in place. Of
    one that is live or paused a draft of the next version is made, which counts nothing before it goes live itself.
    """
    with app.transaction() as tx:
        return service.change_trigger(tx, trigger_id, body)


@app.post(f"{ONE}/live", tags=TAGS, responses=refuses(*STEP, TriggerRefused))
def make_reward_trigger_live(trigger_id: UUID, body: GoingLive) -> RewardTrigger:
    """Make a version of a reward trigger live

    For brand admins and campaign managers in their own programs, and for administrators. From now on it counts, and the
    version before it no more. Nobody is granted a level of a period twice, whatever the version.
    """
    with app.transaction() as tx:
        return repository.make_live(tx, trigger_id, body)


@app.post(f"{ONE}/pause", tags=TAGS, responses=refuses(*STEP))
def pause_reward_trigger(trigger_id: UUID) -> RewardTrigger:
    """Pause a reward trigger

    For brand admins and campaign managers in their own programs, and for administrators. What happens meanwhile it
    never counts.
    """
    with app.transaction() as tx:
        return repository.set_status(tx, trigger_id, TriggerStatus.PAUSED)


@app.post(f"{ONE}/resume", tags=TAGS, responses=refuses(*STEP, TriggerRefused))
def resume_reward_trigger(trigger_id: UUID) -> RewardTrigger:
    """Resume a paused reward trigger

    For brand admins and campaign managers in their own programs, and for administrators. It goes on with its counters.
    """
    with app.transaction() as tx:
        return repository.set_status(tx, trigger_id, TriggerStatus.LIVE)


@app.post(f"{ONE}/retire", tags=TAGS, responses=refuses(*STEP))
def end_reward_trigger(trigger_id: UUID) -> RewardTrigger:
    """End a reward trigger

    For brand admins and campaign managers in their own programs, and for administrators. It is retired, with its
    drafts, and counts nothing more; what it granted stays.
    """
    with app.transaction() as tx:
        return repository.set_status(tx, trigger_id, TriggerStatus.RETIRED)


@app.post(f"{ONE}/test", tags=TAGS, responses=refuses(NotFound, Forbidden))
def try_reward_trigger(trigger_id: UUID, body: TriggerTrial) -> TriggerTrialResult:
    """Try a reward trigger with a fact

    For brand admins and campaign managers in their own programs, and for administrators. Says whether a fact would
    count, or why not, and which levels it would reach. Nothing is written, counted or granted.
    """
    with app.read() as tx:
        return service.try_trigger(tx, trigger_id, body)
