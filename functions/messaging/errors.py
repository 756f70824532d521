"""Refusals of this capability that are not the database's own."""

from common.errors import Unprocessable


class PatternInvalid(Unprocessable):
    """A rule that could not be read, or would take more room than a rule may; the details say what is wrong."""

    code = "PATTERN_INVALID"
    sentence = "This pattern cannot be read."
