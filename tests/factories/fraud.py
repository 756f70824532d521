"""Agents, whom they brought and what they earned, arranged as the superuser; what fraud rules found about them."""

from typing import Any, LiteralString
from uuid import UUID, uuid4

from psycopg.types.json import Jsonb

from tests.factories.deals import finish_deal, make_market, value
from tests.factories.ledger import account, post
from tests.typing import Connection

RESOLVE: LiteralString = "select app.resolve_fraud_group(%s, %s, 'We looked at it.', %s)"
"""Group, upheld or dismissed, whether the agents are banned."""


def earn(
    db: Connection, agent: UUID, amount: int = 500, *, escrow: UUID | None = None, days: int = 0
) -> UUID:
    """So much (minor units) of the fee of `escrow` (else of a deal of its own) for `agent`, due in `days`; its row."""
    of = escrow or finish_deal(db, make_market(db))
    posted = post(
        db, (account(db, "platform_revenue"), -amount), (account(db, "agent_payable", user_id=agent), amount)
    )
    made: UUID = value(
        db,
        "insert into commissions (agent_user_id, escrow_id, side, base_fee, amount, currency, status, available_at,"
        " ledger_transaction_id) values (%s, %s, 'both', 1000, %s, 'usd', %s, now() + make_interval(days => %s), %s)"
        " returning id",
        agent, of, amount, "pending" if days else "available", days, posted,
    )  # fmt: skip
    line(db, agent, amount, posted)
    return made


def take_back(db: Connection, commission: UUID, amount: int) -> UUID:
    """So much of it goes back, as with a refund; the row that says so."""
    agent = value(db, "select agent_user_id from commissions where id = %s", commission)
    posted = post(
        db, (account(db, "platform_revenue"), amount), (account(db, "agent_payable", user_id=agent), -amount)
    )
    made: UUID = value(
        db, "select app.reverse_commission(%s, %s, 'Refunded.', %s)", commission, amount, posted
    )
    return made


def line(db: Connection, agent: UUID, effect: int, posted: UUID) -> None:
    """What the agent sees of it in the wallet."""
    db.execute(
        "select app.record_wallet_transaction(app.wallet_of(null, %s, 'usd'), 'transfer', %s, %s, 'usd', %s, %s)",
        (agent, abs(effect), effect, f"commission:{uuid4()}", posted),
    )


def status_of(db: Connection, *commissions: UUID) -> list[str]:
    """The status of each."""
    return [str(value(db, "select status from commissions where id = %s", each)) for each in commissions]


def set_rule(db: Connection, key: str, **columns: object) -> None:
    """What a rule says from now on; `config` as a dict."""
    for name, to in columns.items():
        db.execute(
            f"update fraud_rules set {name} = %s where key = %s".encode(),
            (Jsonb(to) if name == "config" else to, key),
        )


def note(db: Connection, rule: str, subject_type: str, subject: UUID, **evidence: object) -> UUID | None:
    """The group in which what `rule` found is decided; None where the rule is off."""
    found: UUID | None = value(
        db, "select app.note_fraud(%s, %s, %s, %s)", rule, subject_type, subject, Jsonb(evidence)
    )
    return found


def found(db: Connection, rule: str) -> list[tuple[Any, ...]]:
    """Subject type, subject and evidence of all that a rule has found, the first first."""
    return db.execute(
        "select subject_type, subject_id, evidence from fraud_events where rule_key = %s order by id", (rule,)
    ).fetchall()


def hold(db: Connection, agent: UUID, **evidence: object) -> UUID:
    """A group that holds all that an agent has earned."""
    group = note(db, "velocity", "agent", agent, **(evidence or {"day": "2026-01-01"}))
    assert group is not None
    return group
