"""`/api/v1/users/me/export`."""

from common.errors.limits import RequestsLimited
from common.limits import RateClass
from common.refusals import refuses
from user_management.app import app
from user_management.exports import service
from user_management.exports.models import PersonalData

TAGS = ["privacy"]


@app.get("/api/v1/users/me/export", tags=TAGS, responses=refuses(RequestsLimited))
@app.takes(RateClass.EXPORT)
def export_me() -> PersonalData:
    """All that is held about the caller, as JSON."""
    return service.export(app.actor)
