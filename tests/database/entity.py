"""What is said of an entity model, and names that several of them share."""

from dataclasses import dataclass, field

from common.models.base import Output

FEE = {"fee_basis_points", "net_amount"}
CARDS = {"brand", "creator"}


@dataclass(frozen=True)
class Entity:
    """A model, its table, the columns that nobody is shown, and the fields that a statement works out."""

    model: type[Output]
    table: str
    hidden: set[str] = field(default_factory=set)
    derived: set[str] = field(default_factory=set)
