"""What the routes of this capability refuse by themselves."""

from common.errors import Unprocessable


class PictureUnknown(Unprocessable):
    """A badge shows one of our pictures; the details name them (`known`)."""

    code = "PICTURE_UNKNOWN"
    sentence = "There is no such picture."
