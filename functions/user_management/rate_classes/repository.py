"""Statements of rate classes: one function, one statement, typed rows."""

from typing import LiteralString

from common.database import Transaction
from common.models.system import RateClassLimit

LIMIT: LiteralString = "select key, per, rate, hours, burst, updated_at from rate_classes"


def list_limits(tx: Transaction) -> list[RateClassLimit]:
    """Every limit, by class."""
    return tx.fetch_all(RateClassLimit, f"{LIMIT} order by key, per")


def find_limit(tx: Transaction, key: str, per: str) -> RateClassLimit:
    """One limit. Raises `NotFound`."""
    return tx.fetch_one(
        RateClassLimit, f"{LIMIT} where key = %(key)s and per = %(per)s", {"key": key, "per": per}
    )


def put_limit(tx: Transaction, key: str, per: str, *, rate: int, burst: int) -> int:
    """Another rate and burst; how many limits have these names (0 or 1)."""
    return tx.execute(
        "update rate_classes set rate = %(rate)s, burst = %(burst)s where key = %(key)s and per = %(per)s",
        {"key": key, "per": per, "rate": rate, "burst": burst},
    )
