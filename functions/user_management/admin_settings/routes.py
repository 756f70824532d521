"""`/api/v1/settings`."""

from typing import Any

from aws_lambda_powertools.event_handler import Response

from common.admins import require_admin
from common.errors import NotFound
from common.errors.tracking import SettingsDisagree
from common.models.system import Setting
from common.refusals import refuses
from user_management.admin_settings import repository, service
from user_management.admin_settings.models import Settings, SettingValue
from user_management.app import app

TAGS = ["administration"]


@app.get("/api/v1/settings", tags=TAGS, responses=refuses())
def list_settings() -> Settings:
    """List the settings

    For administrators: each with its range, its default and the value in force.
    """
    with app.read() as tx:
        require_admin(tx)
        return Settings(data=repository.list_settings(tx))


@app.put("/api/v1/settings/<key>", tags=TAGS, responses=refuses(NotFound, SettingsDisagree))
def put_setting(key: str, body: SettingValue) -> Setting:
    """Put another value in force for a setting

    For administrators, within the setting's range. It counts from the next transaction on.
    """
    with app.transaction() as tx:
        return service.put_setting(tx, key, body.value)


@app.delete(
    "/api/v1/settings/<key>", status_code=204, tags=TAGS, responses=refuses(NotFound, SettingsDisagree)
)
def reset_setting(key: str) -> Response[Any]:
    """Reset a setting to its default

    For administrators. The default counts from the next transaction on.
    """
    with app.transaction() as tx:
        service.delete_setting(tx, key)
    return Response(status_code=204)
