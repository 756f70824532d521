"""Refusals of this room."""

from common.errors import Unavailable


class RefreshUnderWay(Unavailable):
    """Somebody else asks the platform for new tokens, and takes long."""

    code = "TOKEN_REFRESH_UNDER_WAY"
    sentence = "The account's access is being renewed. Try again."
    retry_after_seconds = 30
