"""What people do that may be rewarded."""

from common.models.base import Output


class FactType(Output):
    """A deed that triggers can count, and what a condition may ask of it."""

    key: str
    """Its name: a trigger's `on`."""
    numeric_fields: list[str]
    """What is a number, and can be compared and added up; money in minor units."""
    text_fields: list[str]
    """What is a word or an id, or several: never what a person wrote."""
    is_reversible: bool
    """Whether it can be undone: then it is taken back from what was counted."""
    description: str
