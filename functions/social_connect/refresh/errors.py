"""Refusals of this room."""

from common.errors import Conflict, Unavailable


class AccountNotReadable(Conflict):
    """Not connected (any more), or nobody's who may use the platform: there is no token to use."""

    code = "SOCIAL_ACCOUNT_NOT_CONNECTED"
    sentence = "The account is not connected. Connect it again."


class RefreshUnderWay(Unavailable):
    """Somebody else asks the platform for new tokens, and takes long."""

    code = "TOKEN_REFRESH_UNDER_WAY"
    sentence = "The account's access is being renewed. Try again."
    retry_after_seconds = 30
