"""Who brings people, and what they earn from their deals."""

from infra.topology.shared import public_routes, routes
from infra.topology.types import Capability, Function, Throttle

INVITE_THROTTLE = Throttle(requests_per_second=50, burst=100)

AGENTS_API = Function(
    name="agents-api",
    capability="agents",
    entry="api",
    routes=(
        *routes("/api/v1/agents/contacts/{contact_id}/share-text", "GET"),
        *routes("/api/v1/agents/invites", "POST"),
        *routes("/api/v1/agents/invites/{invite_id}/remind", "POST"),
        *routes("/api/v1/agents/{agent_id}/invites", "GET"),
        *routes("/api/v1/invite-policies", "GET"),
        *routes("/api/v1/invite-policies/{country}", "DELETE", "PUT"),
        # A link for people, a page for those who want no more, one click for mail clients (RFC 8058).
        *public_routes("/invites/{token}", "GET", "HEAD", throttle=INVITE_THROTTLE),
        *public_routes("/invites/{token}/opt-out", "GET", "HEAD", "POST", throttle=INVITE_THROTTLE),
    ),
    sends_to=("emails",),
    environment=("API_BASE_URL", "SHORT_LINK_BASE_URL"),
    reserved_concurrency=20,
)
CAPABILITY = Capability(
    name="agents",
    functions=(AGENTS_API,),
    api="second",
)
