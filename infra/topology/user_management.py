"""Accounts, brands and their members, settings, the system itself."""

from infra.topology.shared import (
    INTEGRATION_SECRETS,
    OWN_ADDRESSES,
    SIGN_IN_THROTTLE,
    export_queue,
    exporter,
    public_routes,
    routes,
)
from infra.topology.types import Capability, Function, Schedule

USER_MANAGEMENT_API = Function(
    name="user-management-api",
    capability="user_management",
    entry="api",
    routes=(
        *public_routes("/api/v1/auth/sign-up", "POST", throttle=SIGN_IN_THROTTLE),
        *public_routes("/api/v1/auth/confirm", "POST", throttle=SIGN_IN_THROTTLE),
        *public_routes("/api/v1/auth/resend", "POST", throttle=SIGN_IN_THROTTLE),
        *public_routes("/api/v1/auth/sign-in", "POST", throttle=SIGN_IN_THROTTLE),
        *public_routes("/api/v1/auth/refresh", "POST", throttle=SIGN_IN_THROTTLE),
        *public_routes("/api/v1/auth/sign-out", "POST", throttle=SIGN_IN_THROTTLE),
        *public_routes("/api/v1/auth/forgot-password", "POST", throttle=SIGN_IN_THROTTLE),
        *public_routes("/api/v1/auth/reset-password", "POST", throttle=SIGN_IN_THROTTLE),
        *public_routes("/api/v1/auth/magic-link", "POST", throttle=SIGN_IN_THROTTLE),
        *public_routes("/api/v1/auth/magic-link/sign-in", "POST", throttle=SIGN_IN_THROTTLE),
        *public_routes("/api/v1/auth/forgot-password/sign-in", "POST", throttle=SIGN_IN_THROTTLE),
        *public_routes("/api/v1/auth/change-email/confirm", "POST", throttle=SIGN_IN_THROTTLE),
        *routes("/api/v1/auth/change-email", "POST"),
        *routes("/api/v1/auth/change-password", "POST"),
        *routes("/api/v1/auth/reauthenticate", "POST"),
        *routes("/api/v1/auth/sessions/end", "POST"),
        *routes("/functions/v1/user-management", "GET", "POST"),
        *routes("/api/v1/audit-logs", "GET"),
        *routes("/api/v1/brands", "GET", "POST"),
        *routes("/api/v1/brands/{brand_id}", "GET", "PATCH"),
        *routes("/api/v1/brands/{brand_id}/invitations", "GET", "POST"),
        *routes("/api/v1/brands/{brand_id}/invitations/{invitation_id}", "DELETE"),
        *routes("/api/v1/brands/{brand_id}/members", "GET"),
        *routes("/api/v1/brands/{brand_id}/members/{user_id}", "PUT", "DELETE"),
        *routes("/api/v1/exports", "GET"),
        *routes("/api/v1/exports/{export_id}", "GET"),
        *routes("/api/v1/settings", "GET"),
        *routes("/api/v1/settings/{key}", "PUT", "DELETE"),
        *routes("/api/v1/system/capabilities", "GET"),
        *routes("/api/v1/system/erasures", "GET"),
        *routes("/api/v1/system/health", "GET"),
        *routes("/api/v1/system/job-runs", "GET"),
        *routes("/api/v1/system/rate-classes", "GET"),
        *routes("/api/v1/system/rate-classes/{key}/{per}", "PUT"),
        *routes("/api/v1/team-invitations/accept", "POST"),
        *routes("/api/v1/users", "GET"),
        *routes("/api/v1/users/me", "GET", "PATCH"),
        *routes("/api/v1/users/me/erasure", "GET", "POST", "DELETE"),
        *routes("/api/v1/users/me/export", "GET"),
        *routes("/api/v1/users/me/exports", "POST"),
        *routes("/api/v1/users/{user_id}", "GET"),
        *public_routes("/docs", "GET"),
        *public_routes("/health", "GET"),
        *public_routes("/openapi.json", "GET"),
    ),
    memory_mb=1024,
    sends_to=("emails", "export-personal-data"),
    asks=("clicks",),  # GET /health: can they be kept?
    environment=(
        "IDENTITY_ISSUER",
        "IDENTITY_CLIENT_ID",
        "SIGN_UP_CONFIRMATION",
        "RECORDER",
        "EXPORT_BUCKET",
        *OWN_ADDRESSES,
    ),
    # All but those of the laptop only to say which integrations are live (GET /api/v1/system/capabilities).
    secrets=(
        "LOCAL_IDENTITY_PRIVATE_KEY",
        "LOCAL_SHORTEST_PASSWORD",
        "LOCAL_REFRESH_TOKEN_DAYS",
        *INTEGRATION_SECRETS,
    ),
    reserved_concurrency=20,
)
USER_MANAGEMENT_POST_CONFIRMATION = Function(
    name="user-management-post-confirmation",
    capability="user_management",
    entry="post_confirmation",
    database_login="hooks",
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
        Schedule(job="exports-sweep", cron="*/5 * * * *"),
        Schedule(job="user-erasures", cron="20 * * * *"),
        Schedule(job="retention", cron="40 3 * * *"),
    ),
    sends_to=("export-personal-data", "export-campaign-report", "export-statement"),
    environment=("EXPORT_BUCKET",),
    reserved_concurrency=2,
)
USER_MANAGEMENT_EXPORTER = exporter("user_management", "export-personal-data")
CAPABILITY = Capability(
    name="user_management",
    functions=(
        USER_MANAGEMENT_API,
        USER_MANAGEMENT_POST_CONFIRMATION,
        USER_MANAGEMENT_SCHEDULE,
        USER_MANAGEMENT_EXPORTER,
    ),
    queues=(export_queue("export-personal-data"),),
)
