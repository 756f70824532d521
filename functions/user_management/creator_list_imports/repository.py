"""The statement of an import."""

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from psycopg.types.json import Jsonb

from common.database import Transaction
from user_management.creator_list_imports.columns import Entry
from user_management.creator_list_imports.models import LineResult


def import_entries(tx: Transaction, list_id: UUID, entries: Sequence[Entry]) -> list[LineResult]:
    """Entries into a list, all at once, with a result for each. Raises `NotFound`, `Forbidden`, `ListFull`."""
    return tx.fetch_all(
        LineResult,
        "select line, outcome from app.import_creator_list(%(list)s, %(lines)s)",
        {"list": list_id, "lines": Jsonb([asdict(entry) for entry in entries])},
    )
