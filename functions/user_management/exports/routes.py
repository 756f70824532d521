"""`/api/v1/users/me/export`."""

from common.models.privacy import PersonalData
from common.refusals import refuses
from user_management.app import app
from user_management.exports import service

TAGS = ["privacy"]


@app.get("/api/v1/users/me/export", tags=TAGS, responses=refuses())
def export_me() -> PersonalData:
    """All that is held about the caller, as JSON."""
    return service.export(app.actor)
