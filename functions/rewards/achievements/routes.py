"""`/api/v1/achievements`: the caller's own."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from common.errors import NotFound
from common.errors.rewards import AchievementRevoked
from common.refusals import refuses
from rewards.achievements import repository, service
from rewards.achievements.models import OwnAchievements, Publication, Published
from rewards.app import app

TAGS = ["achievements"]
ALL = "/api/v1/achievements"
PUBLICATION = f"{ALL}/<achievement_key>/publication"


@app.get(ALL, tags=TAGS, responses=refuses())
def list_own_achievements() -> OwnAchievements:
    """List your achievements

    For whoever is signed in: what they can achieve in their roles and what they have achieved, how far they are with
    each level, and which of their deeds counted. Words come in the language of `Accept-Language`, else in English.
    """
    with app.read() as tx:
        spoken = app.current_event.headers.get("accept-language") or ""
        return OwnAchievements(data=service.tell(repository.list_own(tx), spoken))


@app.put(PUBLICATION, tags=TAGS, responses=refuses(NotFound, AchievementRevoked))
def publish_achievement(achievement_key: str, body: Publication) -> Published:
    """Publish an achievement

    For whoever has unlocked it. The page of its badge says from now on, to everybody who has the address, what was
    achieved and by whom; without `level` those of all unlocked levels do.
    """
    with app.transaction() as tx:
        return Published(published=service.publish(tx, achievement_key, body.level))


@app.delete(PUBLICATION, status_code=204, tags=TAGS, responses=refuses(NotFound))
def withdraw_achievement(
    achievement_key: str,
    level: Annotated[
        int | None, Query(ge=1, le=1_000_000, description="Only this level's; without it, all of them.")
    ] = None,
) -> Response[Any]:
    """Withdraw an achievement

    For whoever has unlocked it. The page of its badge answers nobody any more; copies that others made stay valid.
    """
    with app.transaction() as tx:
        service.withdraw(tx, achievement_key, level)
    return Response(status_code=204)
