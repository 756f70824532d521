"""What the routes of this capability refuse by themselves."""

from common.errors import Unprocessable


class ActivationTimesInvalid(Unprocessable):
    """An activation ends later than it starts, within 400 days, and not in the past."""

    code = "ACTIVATION_TIMES_INVALID"
    sentence = "The activation has to end after its start, within 400 days, and in the future."
