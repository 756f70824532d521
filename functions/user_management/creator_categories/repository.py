"""Statements of categories."""

from common.database import Transaction
from user_management.creator_categories.models import CategoryFamily


def list_families(tx: Transaction) -> list[CategoryFamily]:
    """All families, in the order of the list."""
    return tx.fetch_all(CategoryFamily, "select family, members from app.category_families()")
