"""Accounts, brands and their members, settings, the system itself."""

from infra.topology.shared import INTEGRATION_SECRETS, SIGN_IN_THROTTLE, edge, resource
from infra.topology.types import Capability, Function, Route, Schedule

USER_MANAGEMENT_API = Function(
    name="user-management-api",
    capability="user_management",
    entry="api",
    routes=(
        *edge("user-management"),
        *resource("/api/v1/users"),
        *resource("/api/v1/brands"),
        *resource("/api/v1/team-invitations"),
        *resource("/api/v1/settings"),
        *resource("/api/v1/system"),
        Route(method="GET", path="/api/v1/audit-logs"),
        Route(method="POST", path="/api/v1/auth/{proxy+}", authorization="none", throttle=SIGN_IN_THROTTLE),
        Route(method="GET", path="/health", authorization="none"),
        Route(method="GET", path="/openapi.json", authorization="none"),
        Route(method="GET", path="/docs", authorization="none"),
    ),
    memory_mb=1024,
    sends_to=("emails",),
    environment=("IDENTITY_ISSUER", "IDENTITY_CLIENT_ID", "SIGN_UP_CONFIRMATION"),
    # All but the first only to say which integrations are live (GET /api/v1/system/capabilities).
    secrets=("LOCAL_IDENTITY_PRIVATE_KEY", *INTEGRATION_SECRETS),
    reserved_concurrency=20,
)
USER_MANAGEMENT_POST_CONFIRMATION = Function(
    name="user-management-post-confirmation",
    capability="user_management",
    entry="post_confirmation",
    timeout_seconds=5,  # Cognito waits no longer
    identity_trigger="postConfirmation",
    reserved_concurrency=5,
)
USER_MANAGEMENT_SCHEDULE = Function(
    name="user-management-schedule",
    capability="user_management",
    entry="schedule",
    timeout_seconds=300,
    database_login="jobs",
    schedules=(
        Schedule(job="user-erasures", cron="20 * * * *"),
        Schedule(job="retention", cron="40 3 * * *"),
    ),
    reserved_concurrency=2,
)
CAPABILITY = Capability(
    name="user_management",
    functions=(
        USER_MANAGEMENT_API,
        USER_MANAGEMENT_POST_CONFIRMATION,
        USER_MANAGEMENT_SCHEDULE,
    ),
)
