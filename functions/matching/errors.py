"""Refusals of this capability that are not the database's own."""

from common.errors import Unprocessable


class GigOrCampaign(Unprocessable):
    """Creators are found for one gig, or for one campaign."""

    code = "GIG_OR_CAMPAIGN"
    sentence = "Name a gig or a campaign, and only one of them."
