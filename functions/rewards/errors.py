"""What the routes of this capability refuse by themselves."""

from common.errors import DomainError, Unprocessable


class BadgeRevoked(DomainError):
    """The badge was valid once, and is void: what it was for was taken back, or its person's account was erased."""

    status = 410
    code = "BADGE_REVOKED"
    sentence = "This badge was revoked."


class PictureUnknown(Unprocessable):
    """A badge shows one of our pictures; the details name them (`known`)."""

    code = "PICTURE_UNKNOWN"
    sentence = "There is no such picture."
