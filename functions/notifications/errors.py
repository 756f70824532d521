"""Refusals of this capability that are not the database's own."""

from common.errors import NotFound


class UnsubscribeLinkInvalid(NotFound):
    """A token that we did not sign, or not in a form that we still read."""

    code = "UNSUBSCRIBE_LINK_INVALID"
    sentence = "This unsubscribe link is not valid."
