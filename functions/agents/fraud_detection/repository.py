"""Statements of detection: one function, one statement."""

from dataclasses import dataclass
from datetime import datetime

from common.database import Transaction


@dataclass(frozen=True, slots=True)
class Changed:
    """How many domains came, and how many went."""

    added: int
    removed: int


def count_medians(tx: Transaction, as_of: datetime) -> int:
    """The median price of the 90 days before, per currency; how many currencies."""
    counted: int = tx.fetch_value("select app.count_price_medians(%(as_of)s)", {"as_of": as_of})
    return counted


def note_rings(tx: Transaction) -> int:
    """Look for rings and note what is new; how many there are, each counted for each of its agents."""
    found: int = tx.fetch_value("select app.note_rings()")
    return found


def save_domains(tx: Transaction, domains: list[str]) -> Changed:
    """The list of disposable domains as it is from now on."""
    return tx.fetch_one(
        Changed, "select added, removed from app.save_disposable_domains(%(domains)s)", {"domains": domains}
    )
