"""Campaigns from draft to completion: invitations, offers, participants, submissions, files."""

from infra.topology.shared import edge, resource
from infra.topology.types import Capability, Function, Schedule

CAMPAIGN_LIFECYCLE_API = Function(
    name="campaign-lifecycle-api",
    capability="campaign_lifecycle",
    entry="api",
    routes=(
        *edge("campaign-lifecycle"),
        *resource("/api/v1/campaigns"),
        *resource("/api/v1/campaign-briefs"),
        *resource("/api/v1/invitations"),
        *resource("/api/v1/negotiations"),
        *resource("/api/v1/participants"),
        *resource("/api/v1/submissions"),
        *resource("/api/v1/surveys"),
    ),
    timeout_seconds=29,  # S3 copies 200 MiB when an upload is completed
    environment=("ASSET_BUCKET",),
    reserved_concurrency=40,
)
CAMPAIGN_LIFECYCLE_SCHEDULE = Function(
    name="campaign-lifecycle-schedule",
    capability="campaign_lifecycle",
    entry="schedule",
    timeout_seconds=300,
    database_login="jobs",
    environment=("ASSET_BUCKET",),
    schedules=(Schedule(job="campaign-transitions", cron="0 * * * *"),),
    reserved_concurrency=2,
)
CAPABILITY = Capability(
    name="campaign_lifecycle",
    functions=(
        CAMPAIGN_LIFECYCLE_API,
        CAMPAIGN_LIFECYCLE_SCHEDULE,
    ),
)
