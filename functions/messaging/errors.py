"""Refusals of this capability that are not the database's own."""

from common.errors import Unprocessable


class MessageRefused(Unprocessable):
    """A rule takes nothing of this kind; the details name it. Nothing was kept."""

    code = "MESSAGE_REFUSED"
    sentence = "This cannot be sent."
