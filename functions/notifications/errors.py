"""Refusals of this capability that are not the database's own."""

from common.errors import NotFound, Unavailable


class UnsubscribeLinkInvalid(NotFound):
    """A token that we did not sign, or not in a form that we still read."""

    code = "UNSUBSCRIBE_LINK_INVALID"
    sentence = "This unsubscribe link is not valid."


class MailUnknownYet(Unavailable):
    """News of a mail so young that we may not have noted yet that it is ours; whoever tells them tells them again."""

    code = "MAIL_UNKNOWN_YET"
    sentence = "This mail is not known yet. Tell us again."
    retry_after_seconds = 5
