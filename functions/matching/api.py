"""HTTP entry of the capability."""

from typing import Any

from matching import edge
from matching.app import app
from matching.fit import routes as fit
from matching.gig_matches import routes as gig_matches
from matching.influencers import routes as influencers
from matching.matches import routes as matches

__all__ = ["edge", "fit", "gig_matches", "influencers", "lambda_handler", "matches"]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    return app.resolve(event, context)
