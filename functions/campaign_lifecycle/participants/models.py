"""Bodies of what ends a participation."""

from campaign_lifecycle.invitations.models import Reason
from common.models.base import Input


class ParticipantRemoval(Input):
    """Why the creator is removed."""

    reason: Reason = ""
    """Why, for the creator to read."""


class ParticipantDeparture(Input):
    """Why the creator leaves, for the brand to read."""

    reason: Reason = ""
    """Why, for the brand to read."""
