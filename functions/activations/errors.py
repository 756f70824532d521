"""Refusals of this capability that are not the database's own."""

from common.errors import Conflict, Unprocessable


class ActivationNotOpen(Conflict):
    """The activation has not begun, is paused or over; the details say which (`state`)."""

    code = "ACTIVATION_NOT_OPEN"
    sentence = "Scans are not counted now."


class ActivationTimesInvalid(Unprocessable):
    """An activation ends later than it starts, within 400 days, and not in the past."""

    code = "ACTIVATION_TIMES_INVALID"
    sentence = "The activation has to end after its start, within 400 days, and in the future."


class BirthYearNeeded(Unprocessable):
    """The activation is for people of an age, and none can be told from what was sent."""

    code = "BIRTH_YEAR_NEEDED"
    sentence = "Say the year of birth, with four digits."


class FanCodeRefused(Unprocessable):
    """Six digits that are wrong, of a code that is used up or over, or of none."""

    code = "FAN_CODE_REFUSED"
    sentence = "These digits are wrong, or too old. After five wrong tries, ask for a new code."


class PhoneUnavailable(Unprocessable):
    """We send no text messages yet."""

    code = "PHONE_UNAVAILABLE"
    sentence = "Codes go to e-mail addresses only, as yet."


class ScanTicketUnknown(Unprocessable):
    """The ticket is none that we gave for this code, or is signed with a key that counts no more."""

    code = "SCAN_TICKET_UNKNOWN"
    sentence = "Open the code's page again and send the ticket that it shows."
