"""Statements of types of facts."""

from common.database import Transaction
from common.models.reward_facts import FactType


def list_types(tx: Transaction) -> list[FactType]:
    """All types, by name."""
    return tx.fetch_all(
        FactType,
        "select key, numeric_fields, text_fields, is_reversible, description from fact_types order by key",
    )
