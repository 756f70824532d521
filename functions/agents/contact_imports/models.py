"""What clients send of an import, and a claimed one."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from common.models.agent_contacts import ContactFileKind, LawfulBasis
from common.models.base import Input
from common.models.campaigns import CountryCode


class ImportDraft(Input):
    """A file to import, and what the agent declares of it."""

    file: UUID
    """As `announceContactFile` answered it."""
    kind: ContactFileKind
    lawful_basis: LawfulBasis
    """On what ground you have these addresses; it is written down."""
    declaration_version: Annotated[str, StringConstraints(pattern="^[0-9A-Za-z.-]{1,40}$")]
    """Which text of the declaration was shown."""
    dry_run: Annotated[bool, Field(strict=True)] = False
    """Only count: nobody is taken, and the file stays."""
    country: CountryCode | None = None
    """Of numbers and rows that name none; null: numbers need their country's prefix."""


@dataclass(frozen=True, slots=True)
class DueImport:
    """A claimed import; `attempts` counts this one too."""

    id: UUID
    file_key: str
    kind: str
    country: str | None
    dry_run: bool
    attempts: int
