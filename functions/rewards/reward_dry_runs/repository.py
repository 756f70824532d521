"""Statements of dry runs: one function, one statement."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from common.database import Transaction
from rewards.reward_dry_runs.simulation import CountedFact, Plan


@dataclass(frozen=True, slots=True)
class Version(Plan):
    """A version as it counts, what it grants, and what its program has left for it."""

    id: UUID
    version: int
    reward: dict[str, object]
    budget_left: int


def find_version(tx: Transaction, trigger_id: UUID, version: int | None) -> Version:
    """A version, or the newest. Raises `NotFound`."""
    return tx.fetch_one(
        Version,
        "select t.id, t.version, coalesce(t.definition #>> '{count,what}', 'events') as what,"
        " coalesce(t.definition ->> 'window', 'lifetime') as window,"
        " coalesce(t.definition -> 'levels', '[1]') as levels,"
        " (t.definition ->> 'cooldown')::interval as cooldown,"
        " (t.definition ->> 'per_subject_max')::integer as per_subject_max, t.reward,"
        " p.budget_total - p.budget_reserved - p.budget_spent - p.budget_returned as budget_left"
        " from reward_triggers as t join reward_programs as p on p.id = t.program_id"
        " where t.id = %(id)s and t.version = coalesce(%(version)s, t.version) order by t.version desc limit 1",
        {"id": trigger_id, "version": version},
    )


def list_facts(
    tx: Transaction, version: Version, since: datetime, until: datetime, at_most: int
) -> list[CountedFact]:
    """Facts that count, person by person in their order. Raises `NotFound`, `Forbidden`, `DryRunTooLarge`."""
    return tx.fetch_all(
        CountedFact,
        "select person, at, period, award_period, member, value, granted, waits, is_refused"
        " from app.dry_run_facts(%(id)s, %(version)s, %(since)s, %(until)s, %(at_most)s)",
        {"id": version.id, "version": version.version, "since": since, "until": until, "at_most": at_most},
    )
