"""Refusals of this capability that are not the database's own."""

from common.errors import Unavailable, Unprocessable


class ClicksNotKept(Unavailable):
    """The queue that recorded clicks travel through does not answer: visitors are sent away (mode `queue`)."""

    code = "CLICKS_NOT_KEPT"
    sentence = "Clicks cannot be recorded now."


class FileNotReadable(Unprocessable):
    """The file as a whole cannot be taken for a table of text; the details say why, and at which line."""

    code = "FILE_NOT_READABLE"
    sentence = "The file cannot be read. Save it as CSV in UTF-8."


class ColumnsUnknown(Unprocessable):
    """No column of the file says whose account a line is about; the details name the columns that would."""

    code = "COLUMNS_UNKNOWN"
    sentence = "The first line must name a column of handles or of profile addresses."


class TooManyLines(Unprocessable):
    """The details name how many lines a file may have; nothing was imported."""

    code = "TOO_MANY_LINES"
    sentence = "The file has more lines than a list has members. Nothing was imported."
