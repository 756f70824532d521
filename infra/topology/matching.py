"""The best creators for a campaign or a gig, the best gigs for a creator, and what fits a brand."""

from infra.topology.shared import routes
from infra.topology.types import Capability, Function

MATCHING_API = Function(
    name="matching-api",
    capability="matching",
    entry="api",
    routes=(
        *routes("/functions/v1/matching-intelligence", "POST"),
        *routes("/api/v1/brands/{brand_id}/fit", "GET", "PUT"),
        *routes("/api/v1/campaigns/{campaign_id}/matches", "GET"),
        *routes("/api/v1/matching/gigs", "GET"),
        *routes("/api/v1/matching/influencers", "GET"),
    ),
    reserved_concurrency=10,
)
CAPABILITY = Capability(
    name="matching",
    functions=(MATCHING_API,),
)
