"""What the database refuses about rewards: programs, triggers, awards, achievements and badges."""

from common.errors import Unprocessable


class FactTypeUnknown(Unprocessable, sqlstate="IW005"):
    """A fact is of a type that is registered (`fact_types`); the details name what was asked for (`type`)."""

    code = "FACT_TYPE_UNKNOWN"
    sentence = "There is no such type of fact."
