"""The edge function `matching-intelligence`."""

from common.errors import NotFound
from common.errors.campaigns import CampaignNotRunning
from common.errors.limits import RequestsLimited
from common.idempotency import ONCE
from common.limits import RateClass
from common.refusals import refuses
from matching.app import app
from matching.matches import service
from matching.matches.models import FindMatches, Matches


@app.post(
    "/functions/v1/matching-intelligence",
    tags=["edge"],
    responses=refuses(RequestsLimited, NotFound, CampaignNotRunning, *ONCE),
)
@app.takes(RateClass.MATCH)
def call_matching_intelligence(body: FindMatches) -> Matches:
    """The best creators for a campaign, with score, parts and reason; saved in place of what was found before."""
    with app.transaction() as tx:
        return app.once(tx, body, Matches, lambda: service.find_matches(tx, body))
