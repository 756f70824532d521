"""`/health` for anybody; `/api/v1/system` for administrators."""

from common.admins import require_admin
from common.integrations import availabilities
from common.refusals import refuses
from user_management.app import app
from user_management.errors import ClicksNotKept
from user_management.system import repository, service
from user_management.system.clicks_queue import require_recording
from user_management.system.models import Health, Integrations, IntegrationState, SystemHealth

TAGS = ["system"]
FOR_ADMINISTRATORS = ["administration"]


@app.get("/health", tags=TAGS, responses=refuses(ClicksNotKept))
def check_health() -> Health:
    """Check that the system answers

    For everyone, as monitors do: 200 where the database takes writes and clicks can be kept, else 503.
    """
    with app.transaction() as tx:
        repository.ping(tx)
    require_recording()
    return Health(status="ok", database="ok")


@app.get("/api/v1/system/health", tags=FOR_ADMINISTRATORS, responses=refuses())
def read_system_health() -> SystemHealth:
    """Read how jobs and messages stand

    For administrators: every job with its last and next run, what waits in the outbox, and how many events of
    Stripe were given up.
    """
    with app.transaction() as tx:
        return service.health(tx)


@app.get("/api/v1/system/capabilities", tags=FOR_ADMINISTRATORS, responses=refuses())
def list_integrations() -> Integrations:
    """List the integrations

    For administrators: each is live, a stub, or off, with the reason: the name of a missing secret, never its value.
    """
    with app.read() as tx:
        require_admin(tx)
    found = [IntegrationState(name=c.name, mode=c.mode, reason=c.reason) for c in availabilities()]
    return Integrations(integrations=found)
