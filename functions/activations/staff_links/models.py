"""Bodies and answers of links of gates and screens."""

from typing import Annotated

from pydantic import Field

from common.models.activation_staff import StaffKind, StaffLink
from common.models.base import Input
from common.models.lines import ShortLine


class NewStaffLink(Input):
    """A link for whoever stands at a gate, or for a screen."""

    kind: StaffKind
    """What it opens."""
    label: Annotated[ShortLine, Field(max_length=100)]
    """What the brand calls it, so that it knows which one to revoke."""


class NewlyMadeStaffLink(StaffLink):
    """A link, and its address, which is shown this once."""

    url: str
    """What staff open. Whoever has it is let in: send it to nobody else."""
