"""Statements of links of invites. What a link asks for runs as the service."""

from common.database import Transaction


def click(tx: Transaction, token_hash: bytes, user_agent: str) -> bool:
    """Somebody followed the link, unless it is a known program; whether there is such an invite."""
    known: bool = tx.fetch_value(
        "select app.click_invite(%(hash)s, %(user_agent)s)", {"hash": token_hash, "user_agent": user_agent}
    )
    return known


def is_known(tx: Transaction, token_hash: bytes) -> bool:
    """Whether there is an invite of this token, whatever became of it."""
    known: bool = tx.fetch_value(
        "select exists (select from agent_invites where token_hash = %(hash)s)", {"hash": token_hash}
    )
    return known


def opt_out(tx: Transaction, token_hash: bytes, *, forget: bool) -> bool:
    """No invite reaches the address any more; `forget`: its contact goes, too. Whether there is such an invite."""
    known: bool = tx.fetch_value(
        "select app.opt_out_of_invites(%(hash)s, %(forget)s)", {"hash": token_hash, "forget": forget}
    )
    return known
