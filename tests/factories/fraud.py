"""Agents, whom they brought and what they earned, arranged as the superuser; what fraud rules found about them."""

from typing import Any, LiteralString
from uuid import UUID

from psycopg.types.json import Jsonb

from tests.factories.commissions import owe
from tests.factories.deals import finish_deal, make_market, value
from tests.typing import Connection

RESOLVE: LiteralString = "select app.resolve_fraud_group(%s, %s, 'We looked at it.', %s)"
"""Group, upheld or dismissed, whether the agents are banned."""


def earn(
    db: Connection, agent: UUID, amount: int = 500, *, escrow: UUID | None = None, days: int = 0
) -> UUID:
    """So much (minor units) of the fee of `escrow` (else of a deal of its own) for `agent`, due in `days`; its row."""
    of = escrow or finish_deal(db, make_market(db))
    return owe(db, agent, amount, escrow=of, days=days, status="pending" if days else "available")


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
