"""Refusals of this capability that are not the database's own."""

from common.errors import Conflict, Unprocessable


class DestinationRefused(Unprocessable):
    """We do not send visitors there."""

    code = "DESTINATION_REFUSED"
    sentence = "The destination must be a public https address that is not ours."


class AliasTaken(Conflict):
    """Short codes are one name space for all brands."""

    code = "ALIAS_TAKEN"
    sentence = "Another link uses this alias."
