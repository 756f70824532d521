"""Refusals of this capability that are not the database's own."""

from common.errors import Conflict, Forbidden
from common.errors.campaigns import InvitationExpired, InvitationTransitionForbidden

ANSWERED_REFUSALS = (InvitationTransitionForbidden, InvitationExpired)
"""What is said of an invitation that waits no longer."""


class CampaignNotDraft(Conflict):
    """Only a draft can be deleted."""

    code = "CAMPAIGN_NOT_DRAFT"
    sentence = "Only a draft can be deleted; cancel the campaign instead."


class LaunchRefused(Conflict):
    """The campaign is not ready; the details say everything that is missing."""

    code = "CAMPAIGN_NOT_READY"
    sentence = "The campaign is not ready to be launched."


class ParticipantRequired(Forbidden):
    """Files to hand in are uploaded by those who take part."""

    code = "PARTICIPANT_REQUIRED"
    sentence = "Only creators who take part upload files to hand in."
