"""What people of a brand and one person write to each other, once, in order, in real time."""

from infra.topology.shared import routes
from infra.topology.types import Capability, Function

MESSAGING_API = Function(
    name="messaging-api",
    capability="messaging",
    entry="api",
    routes=(
        *routes("/api/v1/conversations", "GET"),
        *routes("/api/v1/conversations/{conversation_id}", "GET"),
    ),
    reserved_concurrency=5,
)
MESSAGING_SOCKET = Function(
    name="messaging-socket",
    capability="messaging",
    entry="socket",
    # A person waits for it who just opened the page; where it takes longer, their client asks again.
    timeout_seconds=5,
    answers_subscriptions=True,
    reserved_concurrency=10,
)
CAPABILITY = Capability(
    name="messaging",
    functions=(MESSAGING_API, MESSAGING_SOCKET),
    api="second",
)
