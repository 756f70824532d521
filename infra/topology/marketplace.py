"""Gigs and slots, applications, deals, held funds and what time does to them."""

from infra.topology.shared import routes
from infra.topology.types import Capability, Function, Schedule

MARKETPLACE_API = Function(
    name="marketplace-api",
    capability="marketplace",
    entry="api",
    routes=(
        *routes("/api/v1/analytics/aged-deposits", "GET"),
        *routes("/api/v1/analytics/financial", "GET"),
        *routes("/api/v1/analytics/platform", "GET"),
        *routes("/api/v1/applications", "GET", "POST"),
        *routes("/api/v1/applications/{application_id}", "GET", "PUT"),
        *routes("/api/v1/blocked-attempts", "GET"),
        *routes("/api/v1/creator-logs", "GET"),
        *routes("/api/v1/deals", "GET", "POST"),
        *routes("/api/v1/deals/{deal_id}", "GET"),
        *routes("/api/v1/deals/{deal_id}/accept", "POST"),
        *routes("/api/v1/deals/{deal_id}/cancel", "POST"),
        *routes("/api/v1/deals/{deal_id}/decline", "POST"),
        *routes("/api/v1/escrows", "GET"),
        *routes("/api/v1/escrows/{escrow_id}", "GET"),
        *routes("/api/v1/escrows/{escrow_id}/approve", "POST"),
        *routes("/api/v1/escrows/{escrow_id}/cancel", "POST"),
        *routes("/api/v1/escrows/{escrow_id}/events", "GET"),
        *routes("/api/v1/escrows/{escrow_id}/lock", "POST"),
        *routes("/api/v1/escrows/{escrow_id}/recall", "POST"),
        *routes("/api/v1/escrows/{escrow_id}/refund", "POST"),
        *routes("/api/v1/escrows/{escrow_id}/reject", "POST"),
        *routes("/api/v1/escrows/{escrow_id}/release", "POST"),
        *routes("/api/v1/escrows/{escrow_id}/review", "POST"),
        *routes("/api/v1/escrows/{escrow_id}/start", "POST"),
        *routes("/api/v1/escrows/{escrow_id}/submissions", "GET"),
        *routes("/api/v1/escrows/{escrow_id}/submit", "POST"),
        *routes("/api/v1/gigs", "GET", "POST"),
        *routes("/api/v1/gigs/{gig_id}", "GET", "PUT", "DELETE"),
        *routes("/api/v1/gigs/{gig_id}/applicants", "GET"),
        *routes("/api/v1/gigs/{gig_id}/claim", "POST"),
        *routes("/api/v1/gigs/{gig_id}/close", "POST"),
        *routes("/api/v1/gigs/{gig_id}/history", "GET"),
        *routes("/api/v1/gigs/{gig_id}/open", "POST"),
        *routes("/api/v1/gigs/{gig_id}/pause", "POST"),
        *routes("/api/v1/gigs/{gig_id}/slots", "GET"),
    ),
    sends_to=("emails",),
    reserved_concurrency=20,
)
MARKETPLACE_SCHEDULE = Function(
    name="marketplace-schedule",
    capability="marketplace",
    entry="schedule",
    timeout_seconds=300,
    database_login="jobs",
    schedules=(
        Schedule(job="deal-deadlines", cron="*/15 * * * *"),
        Schedule(job="marketplace-analytics", cron="15 2 * * *"),
    ),
    reserved_concurrency=2,
)
CAPABILITY = Capability(name="marketplace", functions=(MARKETPLACE_API, MARKETPLACE_SCHEDULE), api="second")
