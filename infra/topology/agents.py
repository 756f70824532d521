"""Who brings people, and what they earn from their deals."""

from infra.topology.types import Capability, Function

AGENTS_API = Function(
    name="agents-api",
    capability="agents",
    entry="api",
    routes=(),
    reserved_concurrency=20,
)
CAPABILITY = Capability(
    name="agents",
    functions=(AGENTS_API,),
    api="second",
)
