"""What a model shows of a table: the form of the lines of `entities.py`."""

from dataclasses import dataclass, field

from common.models.base import Output


@dataclass(frozen=True)
class Entity:
    """A model, its table, the columns that nobody is shown, and the fields that a statement works out."""

    model: type[Output]
    table: str
    hidden: set[str] = field(default_factory=set)
    derived: set[str] = field(default_factory=set)
