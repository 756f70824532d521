"""`/api/v1/achievement-definitions`: administrators only."""

from common.errors import Forbidden, NotFound
from common.errors.limits import RequestsLimited
from common.errors.rewards import AchievementExists, AchievementLevelInUse
from common.limits import RateClass
from common.models.achievements import Achievement
from common.refusals import refuses
from rewards.achievement_definitions import service
from rewards.achievement_definitions.models import AchievementDefinitions, AchievementDraft, AchievementPatch
from rewards.app import app
from rewards.errors import PictureUnknown

TAGS = ["achievements"]
ALL = "/api/v1/achievement-definitions"
ONE = f"{ALL}/<achievement_key>"


@app.get(ALL, tags=TAGS, responses=refuses(Forbidden))
def list_achievement_definitions() -> AchievementDefinitions:
    """List what can be achieved

    For administrators. Every achievement with all its words, by their keys; hidden and retired ones, too.
    """
    with app.read() as tx:
        return AchievementDefinitions(data=service.list_definitions(tx))


@app.post(
    ALL,
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, Forbidden, PictureUnknown, AchievementExists),
)
@app.takes(RateClass.CREATE)
def create_achievement_definition(body: AchievementDraft) -> Achievement:
    """Create an achievement

    For administrators. Nobody earns it before a trigger whose reward is its badge is live, one for each level.
    """
    with app.transaction() as tx:
        return service.create_definition(tx, body)


@app.get(ONE, tags=TAGS, responses=refuses(Forbidden, NotFound))
def read_achievement_definition(achievement_key: str) -> Achievement:
    """Read what can be achieved

    For administrators. One achievement with all its words, hidden or retired though it be.
    """
    with app.read() as tx:
        return service.find_definition(tx, achievement_key)


@app.patch(ONE, tags=TAGS, responses=refuses(Forbidden, NotFound, PictureUnknown, AchievementLevelInUse))
def change_achievement_definition(achievement_key: str, body: AchievementPatch) -> Achievement:
    """Change an achievement

    For administrators. What is sent changes, the rest stays, and so does what people have of it. `retired` ends it:
    nobody earns it any more, whatever its triggers count.
    """
    with app.transaction() as tx:
        return service.change_definition(tx, achievement_key, body)
