"""Body of a removal."""

from campaign_lifecycle.invitations.models import Reason
from common.models.base import Input


class ParticipantRemoval(Input):
    """Why the creator is removed."""

    reason: Reason = ""
