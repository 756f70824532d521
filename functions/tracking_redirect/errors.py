"""Refusals of this capability that are not the database's own."""

from common.errors import Unauthenticated, Unavailable


class ConversionSignatureInvalid(Unauthenticated):
    """The body was not signed with the link's key, or there is no such link: nobody learns which codes exist."""

    code = "CONVERSION_SIGNATURE_INVALID"
    sentence = "The signature does not fit the body."


class ClickNotStoredYet(Unavailable):
    """The click is so young that it may still travel through the queue."""

    code = "CLICK_NOT_STORED_YET"
    sentence = "This click may still be on its way to us. Try again."
    retry_after_seconds = 30
