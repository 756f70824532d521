"""Refusals of this capability that are not the database's own."""

from common.errors import Unprocessable


class ProgramTimesInvalid(Unprocessable):
    """A program ends later than it starts, and not in the past."""

    code = "PROGRAM_TIMES_INVALID"
    sentence = "The program has to end after its start, and in the future."
