"""Who brings people, and what they earn from their deals."""

from infra.topology.gauges import Gauge, Threshold
from infra.topology.shared import OWN_ADDRESSES, page_routes, public_routes, routes
from infra.topology.types import Capability, Function, Queue, QueueSource, Schedule, Throttle

INVITE_THROTTLE = Throttle(requests_per_second=50, burst=100)
REFERRAL_THROTTLE = Throttle(requests_per_second=2_000, burst=4_000)
"""As that of links which creators share: nobody knows which one a film will show."""
AGENTS_API = Function(
    name="agents-api",
    capability="agents",
    entry="api",
    routes=(
        *routes("/api/v1/agent-tiers", "GET"),
        *routes("/api/v1/agent-tiers/{tier}", "PATCH"),
        *routes("/api/v1/agents", "GET"),
        *routes("/api/v1/agents/codes", "GET", "POST"),
        *routes("/api/v1/agents/codes/{code_id}", "PATCH"),
        *routes("/api/v1/agents/commission-result", "GET"),
        *routes("/api/v1/agents/contacts", "GET", "POST"),
        *routes("/api/v1/agents/contacts.csv", "GET"),
        *routes("/api/v1/agents/contacts/import", "POST"),
        *routes("/api/v1/agents/contacts/imports", "GET"),
        *routes("/api/v1/agents/contacts/imports/{import_id}", "GET"),
        *routes("/api/v1/agents/contacts/uploads", "POST"),
        *routes("/api/v1/agents/contacts/{contact_id}", "DELETE"),
        *routes("/api/v1/agents/contacts/{contact_id}/share-text", "GET"),
        *routes("/api/v1/agents/invites", "POST"),
        *routes("/api/v1/agents/invites/{invite_id}/remind", "POST"),
        *routes("/api/v1/agents/leaderboard", "GET"),
        *routes("/api/v1/agents/me", "GET", "PATCH"),
        *routes("/api/v1/agents/negative-balances", "GET"),
        *routes("/api/v1/agents/referrals", "POST"),
        *routes("/api/v1/agents/{agent_id}", "GET", "PATCH"),
        *routes("/api/v1/agents/{agent_id}/commissions", "GET"),
        *routes("/api/v1/agents/{agent_id}/commissions.csv", "GET"),
        *routes("/api/v1/agents/{agent_id}/contacts/counts", "GET"),
        *routes("/api/v1/agents/{agent_id}/invites", "GET"),
        *routes("/api/v1/agents/{agent_id}/performance", "GET"),
        *routes("/api/v1/agents/{agent_id}/referrals", "GET"),
        *routes("/api/v1/fraud-groups", "GET"),
        *routes("/api/v1/fraud-groups/{fraud_group_id}", "GET"),
        *routes("/api/v1/fraud-groups/{fraud_group_id}/resolve", "POST"),
        *routes("/api/v1/fraud-rules", "GET"),
        *routes("/api/v1/fraud-rules/{rule_key}", "PATCH"),
        *routes("/api/v1/invite-policies", "GET"),
        *routes("/api/v1/invite-policies/{country}", "DELETE", "PUT"),
        *routes("/api/v1/referrals/{user_id}/reassign", "POST"),
        # A link for people, a page for those who want no more, one click for mail clients (RFC 8058).
        *public_routes("/invites/{token}", "GET", "HEAD", throttle=INVITE_THROTTLE),
        *public_routes("/invites/{token}/opt-out", "GET", "HEAD", "POST", throttle=INVITE_THROTTLE),
    ),
    sends_to=("contact-imports", "emails"),
    environment=(*OWN_ADDRESSES, "CONTACT_FILE_BUCKET"),
    reserved_concurrency=20,
)
AGENTS_REDIRECT = Function(
    name="agents-redirect",
    capability="agents",
    entry="redirect",
    timeout_seconds=10,  # longer than an attempt to reach a database that is not there
    database_login="redirect",
    routes=(
        # HEAD is what link checkers and chat previews ask with; it makes no touch.
        *public_routes("/r/{code}", "GET", "HEAD", throttle=REFERRAL_THROTTLE),
        # Whatever else somebody makes of a link: with a slash or a full stop behind it, for instance.
        *public_routes("/r/{proxy+}", "GET", "HEAD", throttle=REFERRAL_THROTTLE),
        *page_routes("/.well-known/apple-app-site-association", "/.well-known/assetlinks.json"),
    ),
    environment=("APPLE_APP_IDS", "ANDROID_APPS"),
    reserved_concurrency=30,
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
        Schedule(job="agent-metrics", cron="20 1 * * *"),
        Schedule(job="agent-rankings", cron="50 1 * * *"),  # behind the figures that it ranks
        Schedule(job="agent-tiers", cron="35 1 * * *"),
        Schedule(job="commissions-available", cron="10 * * * *"),
        Schedule(job="contact-imports-sweep", cron="*/10 * * * *"),
        Schedule(job="contacts-retention", cron="35 3 * * *"),
        Schedule(job="disposable-domains", cron="30 3 * * *"),
        Schedule(job="fraud-queue", cron="15 * * * *"),
        Schedule(job="fraud-rings", cron="5 3 * * *"),
        Schedule(job="referral-touches", cron="50 2 * * *"),
    ),
    sends_to=("contact-imports",),
    reserved_concurrency=2,
)
CAPABILITY = Capability(
    name="agents",
    functions=(
        AGENTS_API,
        AGENTS_REDIRECT,
        AGENTS_IMPORTER,
        AGENTS_SCHEDULE,
    ),
    gauges=(
        Gauge(name="fraud_groups_pending", title="Fraud groups that wait for an administrator"),
        Gauge(name="fraud_waits_hours", title="Hours that the oldest of them that holds money waits"),
    ),
    # Agents wait for their money, and are told that somebody looks.
    thresholds=(Threshold(name="fraud-waits", gauge="fraud_waits_hours", at_least=120, minutes=60),),
    api="second",
    queues=(
        # A wake-up call may find all importers busy, many times over: it is no dead letter for that.
        Queue(name="contact-imports", visibility_timeout_seconds=720, maximum_receives=100),
    ),
)
