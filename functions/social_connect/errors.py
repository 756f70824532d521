"""Refusals of this capability that are not the database's own."""

from common.errors import BadRequest, Forbidden


class StateInvalid(BadRequest):
    """The state was not issued to this person for this platform, was used, or is older than ten minutes."""

    code = "OAUTH_STATE_INVALID"
    sentence = "This sign-in at the platform is unknown, used up or too old. Start again."


class OnlyCreators(Forbidden):
    """Accounts belong to creators."""

    code = "CREATOR_REQUIRED"
    sentence = "Only creators connect accounts."
