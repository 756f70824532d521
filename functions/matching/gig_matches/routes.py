"""`/api/v1/matching/gigs`."""

from common.models.base import Page
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from matching.app import app
from matching.gig_matches import service
from matching.gig_matches.models import MatchedGig


@app.get("/api/v1/matching/gigs", tags=["matching"], responses=refuses(CursorInvalid))
def list_gig_matches(cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[MatchedGig]:
    """List open gigs by how well they fit

    For creators. Gigs that they are eligible for come first, the others say in `meets` what is missing; each by score,
    and the newest first among equals. Left out are gigs of their own brands and those that they applied to or have a
    deal of. Then claim a slot (`claimSlot`) or apply (`applyToGig`).
    """
    with app.read() as tx:
        return service.list_gig_matches(tx, cursor=cursor, limit=limit)
