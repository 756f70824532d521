"""Statements of connections: one function, one statement."""

from common.database import Transaction


def find_channel_key(tx: Transaction, session_id: str) -> str | None:
    """The key in the name of the actor's channel; None where that sign-in has ended, or is not theirs."""
    key: str | None = tx.fetch_value("select app.channel_key(%(session)s::uuid)", {"session": session_id})
    return key
