"""What clients send of contacts, and what administrators see of them."""

from typing import Annotated, Self

from pydantic import StringConstraints, model_validator

from common.models.agent_contacts import ContactStatus, LawfulBasis
from common.models.base import Input, Output
from common.models.campaigns import CountryCode
from common.models.lines import EmptyOrLine
from common.models.mailboxes import EmailAddress


class ContactDraft(Input):
    """Somebody whom the agent knows: an address, a number, or both."""

    name: EmptyOrLine = ""
    email: EmailAddress | None = None
    phone: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=40)] | None = None
    """As people write it: with its country's prefix, or as it is dialled in `country`."""
    country: CountryCode | None = None
    """Null: that of the number; without one, not known."""
    lawful_basis: LawfulBasis
    """On what ground you have these; it is written down."""

    @model_validator(mode="after")
    def _can_be_reached(self) -> Self:
        if self.email is None and self.phone is None:
            raise ValueError("must have an e-mail address or a telephone number")
        return self


class ContactCount(Output):
    """How many contacts of an agent have come so far."""

    status: ContactStatus
    contacts: int
    """How many there are."""


class ContactCounts(Output):
    """How many contacts an agent has."""

    contacts: int
    """All of them."""
    by_status: list[ContactCount]
