"""Who brings people, and what they earn from their deals."""

from infra.topology.shared import routes
from infra.topology.types import Capability, Function, Queue, QueueSource, Schedule

AGENTS_API = Function(
    name="agents-api",
    capability="agents",
    entry="api",
    routes=(
        *routes("/api/v1/agents/contacts", "GET", "POST"),
        *routes("/api/v1/agents/contacts.csv", "GET"),
        *routes("/api/v1/agents/contacts/import", "POST"),
        *routes("/api/v1/agents/contacts/imports", "GET"),
        *routes("/api/v1/agents/contacts/imports/{import_id}", "GET"),
        *routes("/api/v1/agents/contacts/uploads", "POST"),
        *routes("/api/v1/agents/contacts/{contact_id}", "DELETE"),
        *routes("/api/v1/agents/{agent_id}/contacts/counts", "GET"),
    ),
    sends_to=("contact-imports",),
    environment=("CONTACT_FILE_BUCKET",),
    reserved_concurrency=20,
)
AGENTS_IMPORTER = Function(
    name="agents-importer",
    capability="agents",
    entry="importer",
    timeout_seconds=120,
    database_login="jobs",
    queues=(QueueSource(queue="contact-imports", batch_size=1),),
    environment=("CONTACT_FILE_BUCKET",),
    reserved_concurrency=2,
)
AGENTS_SCHEDULE = Function(
    name="agents-schedule",
    capability="agents",
    entry="schedule",
    timeout_seconds=600,
    memory_mb=1024,
    database_login="jobs",
    environment=("CONTACT_FILE_BUCKET",),
    schedules=(
        Schedule(job="contact-imports-sweep", cron="*/10 * * * *"),
        Schedule(job="contacts-retention", cron="35 3 * * *"),
        Schedule(job="referral-touches", cron="50 2 * * *"),
    ),
    sends_to=("contact-imports",),
    reserved_concurrency=2,
)
CAPABILITY = Capability(
    name="agents",
    functions=(
        AGENTS_API,
        AGENTS_IMPORTER,
        AGENTS_SCHEDULE,
    ),
    api="second",
    queues=(
        # A wake-up call may find all importers busy, many times over: it is no dead letter for that.
        Queue(name="contact-imports", visibility_timeout_seconds=720, maximum_receives=100),
    ),
)
