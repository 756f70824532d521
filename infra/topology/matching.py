"""The best creators for a campaign, and what fits a brand."""

from infra.topology.shared import edge
from infra.topology.types import Capability, Function, Route

MATCHING_API = Function(
    name="matching-api",
    capability="matching",
    entry="api",
    routes=(
        *edge("matching-intelligence"),
        Route(method="GET", path="/api/v1/campaigns/{id}/matches"),
        Route(method="GET", path="/api/v1/brands/{id}/fit"),
        Route(method="PUT", path="/api/v1/brands/{id}/fit"),
    ),
    reserved_concurrency=10,
)
CAPABILITY = Capability(
    name="matching",
    functions=(MATCHING_API,),
)
