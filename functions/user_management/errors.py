"""Refusals of this capability that are not the database's own."""

from common.errors import Unavailable


class ClicksNotKept(Unavailable):
    """The queue that recorded clicks travel through does not answer: visitors are sent away (mode `queue`)."""

    code = "CLICKS_NOT_KEPT"
    sentence = "Clicks cannot be recorded now."
