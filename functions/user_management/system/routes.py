"""`/health`, `/openapi.json`, `/docs` for anybody; `/api/v1/system` for administrators."""

from importlib.resources import files
from typing import Any

from aws_lambda_powertools.event_handler import Response, content_types
from aws_lambda_powertools.event_handler.openapi.swagger_ui import generate_swagger_html

from common.integrations import availabilities
from common.refusals import refuses
from user_management.app import app
from user_management.errors import ClicksNotKept
from user_management.system import repository, service
from user_management.system.clicks_queue import require_recording
from user_management.system.models import Health, Integrations, IntegrationState, SystemHealth
from user_management.users.service import require_admin

TAGS = ["system"]
FOR_ADMINISTRATORS = ["administration"]


@app.get("/health", tags=TAGS, responses=refuses(ClicksNotKept))
def check_health() -> Health:
    """200 where the database takes writes and clicks can be kept; else 503, as everywhere."""
    with app.transaction() as tx:
        repository.ping(tx)
    require_recording()
    return Health(status="ok", database="ok")


@app.get("/openapi.json", include_in_schema=False, responses=refuses())
def openapi() -> Response[Any]:
    """The merged OpenAPI document of all capabilities (`make docs` writes it)."""
    return Response(status_code=200, content_type=content_types.APPLICATION_JSON, body=_document())


@app.get("/docs", include_in_schema=False, responses=refuses())
def docs() -> Response[Any]:
    """The same as a page, with everything in it: no script comes from elsewhere."""
    assets = files("aws_lambda_powertools.event_handler.openapi.swagger_ui")
    page = generate_swagger_html(
        spec=_document().replace("</", "<\\/"),
        swagger_js=assets.joinpath("swagger-ui-bundle.min.js").read_text(encoding="utf-8"),
        swagger_css=assets.joinpath("swagger-ui.min.css").read_text(encoding="utf-8"),
        swagger_base_url="",
        oauth2_config=None,
    )
    return Response(status_code=200, content_type=content_types.TEXT_HTML, body=page)


def _document() -> str:
    return files("common").joinpath("openapi.json").read_text(encoding="utf-8")


@app.get("/api/v1/system/health", tags=FOR_ADMINISTRATORS, responses=refuses())
def read_system_health() -> SystemHealth:
    """Last run of every job, what waits in the outbox, and how many events of Stripe were given up."""
    with app.transaction() as tx:
        return service.health(tx)


@app.get("/api/v1/system/capabilities", tags=FOR_ADMINISTRATORS, responses=refuses())
def list_integrations() -> Integrations:
    """Each integration: live, stub or off, and why."""
    with app.transaction() as tx:
        require_admin(tx)
    found = [IntegrationState(name=c.name, mode=c.mode, reason=c.reason) for c in availabilities()]
    return Integrations(integrations=found)
