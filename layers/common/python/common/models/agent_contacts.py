"""People whom agents know, and the files in which they bring them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from common.models.base import Output


class ContactFileKind(StrEnum):
    """How the file is written."""

    CSV = "csv"
    VCARD = "vcard"


class ContactSource(StrEnum):
    """How a contact came."""

    CSV = "csv"
    VCARD = "vcard"
    MANUAL = "manual"


class LawfulBasis(StrEnum):
    """On what ground the agent has the addresses, as they declare."""

    CONSENT = "consent"
    EXISTING_CUSTOMER = "existing_customer"
    PERSONAL_ACQUAINTANCE = "personal_acquaintance"


class ContactStatus(StrEnum):
    """How far it has come with a contact. joined: they signed up by an invite."""

    NEW = "new"
    INVITED = "invited"
    JOINED = "joined"
    OPTED_OUT = "opted_out"
    BOUNCED = "bounced"


class ImportStatus(StrEnum):
    """Whether the file was read."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class FileCode(StrEnum):
    """Why nothing of a file was used. GIVEN_UP: we could not, several times; upload it again."""

    FILE_MISSING = "FILE_MISSING"
    FILE_TOO_LARGE = "FILE_TOO_LARGE"
    FILE_EMPTY = "FILE_EMPTY"
    FILE_IS_NO_TEXT = "FILE_IS_NO_TEXT"
    COLUMNS_UNKNOWN = "COLUMNS_UNKNOWN"
    NO_CARDS = "NO_CARDS"
    TOO_MANY_ROWS = "TOO_MANY_ROWS"
    AGENT_BANNED = "AGENT_BANNED"
    GIVEN_UP = "GIVEN_UP"


class RowReason(StrEnum):
    """Why nobody was taken from a row, or a card."""

    NO_ADDRESS = "no_address"
    EMAIL_INVALID = "email_invalid"
    PHONE_INVALID = "phone_invalid"
    LINE_UNREADABLE = "line_unreadable"
    CARD_UNREADABLE = "card_unreadable"
    CARD_TOO_LARGE = "card_too_large"
    TOO_MANY_PHOTOS = "too_many_photos"
    OWN_ADDRESS = "own_address"


class RowNote(StrEnum):
    """What was left out of a row that was taken: an address or a number that is none."""

    EMAIL_DROPPED = "email_dropped"
    PHONE_DROPPED = "phone_dropped"


class RefusedRow(Output):
    """A row of which nobody was taken, and why; the first line of the file is 1."""

    row: int
    """The line of the file in which it begins."""
    reason: RowReason


class NotedRow(Output):
    """A row that was taken, but for something."""

    row: int
    """The line of the file in which it begins."""
    reason: RowNote


class ContactUpload(Output):
    """A file that an agent said they would upload; gone at `delete_after`."""

    id: UUID
    agent_user_id: UUID
    """Whose it is, by the account's id."""
    kind: ContactFileKind
    size_bytes: int
    delete_after: datetime
    """When file and form are gone."""
    created_at: datetime


class ContactImport(Output):
    """A file of contacts, what was declared of it, and what came of it.

    `rows` that the file holds are `accepted` (of a dry run: they would be), `duplicates` (of each other, or of contacts
    that the agent has), or refused: `refused` and `notes` name the first 200 of them, on a dry run the first 20.
    """

    id: UUID
    agent_user_id: UUID
    """Whose it is, by the account's id."""
    kind: ContactFileKind
    country: str | None
    """Of numbers without a country, and of rows that name none (ISO 3166); null: none was named."""
    dry_run: bool
    """Whether it only counts."""
    status: ImportStatus
    rows: int
    """How many the file holds, but for empty ones."""
    accepted: int
    """Who became contacts; on a dry run, who would."""
    duplicates: int
    """Rows about somebody of another row, or who is a contact already."""
    refused: list[RefusedRow]
    notes: list[NotedRow]
    failure_code: FileCode | None
    declared_basis: LawfulBasis
    declaration_text_version: str
    """Which text of the declaration was shown."""
    declared_at: datetime
    """When it was declared."""
    started_at: datetime | None
    completed_at: datetime | None
    created_at: datetime
    updated_at: datetime


class AgentContact(Output):
    """Somebody whom an agent knows, visible to this agent alone; gone at `forget_at`."""

    id: UUID
    agent_user_id: UUID
    """Whose it is, by the account's id."""
    name: str
    email: str | None
    phone_e164: str | None
    """With its country's prefix: +4915112345678."""
    country: str | None
    """ISO 3166; null: not known."""
    source: ContactSource
    import_id: UUID | None
    """Which import brought them; null: none."""
    lawful_basis: LawfulBasis
    status: ContactStatus
    last_invited_at: datetime | None
    """When the last invite went to them; null: none did."""
    forget_at: datetime
    """90 days after they came, or 180 after the last invite."""
    created_at: datetime
    updated_at: datetime
