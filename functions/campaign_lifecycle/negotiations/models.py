"""Body of an offer. Amounts are minor units."""

from campaign_lifecycle.invitations.models import Terms
from common.models.base import Input
from common.money import Amount


class NegotiationDraft(Input):
    """An offer: amount in minor units; terms replace the invitation's where they are given."""

    amount: Amount
    terms: Terms = ""
