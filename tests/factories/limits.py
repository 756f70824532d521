"""Limits that a test can reach."""

from tests.conftest import Database


def limit(database: Database, rate_class: str, burst: int, per: str = "%") -> None:
    """So much of the class at once, and one an hour; `per` names one of its limits."""
    with database.connect() as db:
        db.execute(
            "update rate_classes set rate = 1, burst = %s where key = %s and per like %s",
            (burst, rate_class, per),
        )
