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
    """Find the best creators for a campaign

    For brand admins and campaign managers. The answer has the best ones first, each with a score, its parts and a
    sentence why; they are saved in place of what was found before (`listMatches`). Who was ever invited is left out,
    but for invitations that the brand took back. Then invite them (`inviteCreator`).
    """
    with app.transaction() as tx:
        return app.once(tx, body, Matches, lambda: service.find_matches(tx, body))
