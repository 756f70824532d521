"""Refusals of this capability that are not the database's own."""

from common.errors import Unprocessable


class ActivationTimesInvalid(Unprocessable):
    """An activation ends later than it starts, within 400 days, and not in the past."""

    code = "ACTIVATION_TIMES_INVALID"
    sentence = "The activation has to end after its start, within 400 days, and in the future."


class FanCodeRefused(Unprocessable):
    """Six digits that are wrong, of a code that is used up or over, or of none."""

    code = "FAN_CODE_REFUSED"
    sentence = "These digits are wrong, or too old. After five wrong tries, ask for a new code."


class PhoneUnavailable(Unprocessable):
    """We send no text messages yet."""

    code = "PHONE_UNAVAILABLE"
    sentence = "Codes go to e-mail addresses only, as yet."
