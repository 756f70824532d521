"""Refusals of this capability that are not the database's own."""

from common.errors import Conflict, Forbidden, Unprocessable
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


class AssetNotUploaded(Conflict):
    """Nothing lies where the form leads."""

    code = "ASSET_NOT_UPLOADED"
    sentence = "The file has not been uploaded yet."


class AssetRefused(Unprocessable):
    """The uploaded file is not what was announced, and was deleted; the details say in what."""

    code = "ASSET_REFUSED"
    sentence = "The uploaded file is not what was announced. Announce it again."

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(details=[{"reason": reason}])


class AssetHandedIn(Conflict):
    """A submission refers to the file."""

    code = "ASSET_HANDED_IN"
    sentence = "The file was handed in and stays with its submission."
