"""Refusals of this capability that are not the database's own."""

from common.errors import BadRequest, Conflict, Forbidden, Unauthenticated, Unavailable


class StateInvalid(BadRequest):
    """The state was not issued to this person for this platform, was used, or is older than ten minutes."""

    code = "OAUTH_STATE_INVALID"
    sentence = "This sign-in at the platform is unknown, used up or too old. Start again."


class StateRequired(BadRequest):
    """A state was issued, or holds what the platform wants to see again (PKCE): it must come back."""

    code = "OAUTH_STATE_REQUIRED"
    sentence = "Send the state along that came back with the code."


class TicketInvalid(BadRequest):
    """The ticket is unknown, of another person's round trip, used, or older than a minute; which is not told."""

    code = "OAUTH_TICKET_INVALID"
    sentence = "This sign-in at the platform is not yours, used up or too old. Start again."


class SocialSignInUnknown(Unauthenticated):
    """Nobody has connected this account, or its owner has not confirmed their address; which is not told."""

    code = "SOCIAL_SIGN_IN_UNKNOWN"
    sentence = "Nobody signs in with this account. Sign in otherwise, and connect it."


class ConsentDenied(BadRequest):
    """The person said no at the platform."""

    code = "CONSENT_DENIED"
    sentence = "You did not allow the platform to tell us about your account."


class AccountNotReadable(Conflict):
    """Not connected (any more), or nobody's who may use the platform: there is no token to use."""

    code = "SOCIAL_ACCOUNT_NOT_CONNECTED"
    sentence = "The account is not connected. Connect it again."


class CreatorRequired(Forbidden):
    """Accounts belong to creators."""

    code = "CREATOR_REQUIRED"
    sentence = "Only creators connect accounts."


class OtherAccountConnected(Conflict):
    """One account per platform; the present one is disconnected first."""

    code = "OTHER_ACCOUNT_CONNECTED"
    sentence = "Another account of this platform is connected. Disconnect it first."

    def __init__(self, username: str) -> None:
        self.username = username
        super().__init__(details=[{"username": username}])


class RefreshUnderWay(Unavailable):
    """Somebody else asks the platform for new tokens, and takes long."""

    code = "TOKEN_REFRESH_UNDER_WAY"
    sentence = "The account's access is being renewed. Try again."
    retry_after_seconds = 30
