"""Statements of the platform's result: one function, one statement, typed rows."""

from datetime import date

from agents.commission_result.models import CurrencyResult
from common.database import Transaction


def read_result(tx: Transaction, month: date) -> list[CurrencyResult]:
    """The month that begins on that day, in each currency."""
    return tx.fetch_all(
        CurrencyResult,
        "select currency, fees, to_agents, kept, card_costs, result from app.commission_result(%(month)s)",
        {"month": month},
    )


def read_share(tx: Transaction) -> int:
    """The agents' part of a fee in general, in hundredths of a percent."""
    share: int = tx.fetch_value("select (app.setting('agent_share_basis_points') #>> '{}')::integer")
    return share
