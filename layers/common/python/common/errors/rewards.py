"""What the database refuses about rewards: programs, triggers, awards, achievements and badges."""

from common.errors import Unprocessable


class FactTypeUnknown(Unprocessable, sqlstate="IW005"):
    """A fact is of a type that is registered (`fact_types`); the details name what was asked for (`type`)."""

    code = "FACT_TYPE_UNKNOWN"
    sentence = "There is no such type of fact."


class FactDataInvalid(Unprocessable, sqlstate="IW006"):
    """The data of a fact are the fields of its type; the details name the type and the field (`type`, `field`)."""

    code = "FACT_DATA_INVALID"
    sentence = "A fact has only the fields of its type: numbers, and words of ours."
