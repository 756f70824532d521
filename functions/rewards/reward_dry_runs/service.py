"""Use cases of dry runs."""

from datetime import UTC, datetime
from uuid import UUID

from common.database import Transaction
from rewards.fact_retention.service import KEPT
from rewards.reward_dry_runs import repository
from rewards.reward_dry_runs.models import DryRun, LevelAwards, NewDryRun
from rewards.reward_dry_runs.repository import Version
from rewards.reward_dry_runs.simulation import Outcome, simulate

MOST_FACTS = 20_000
"""That count: as many as the database can be asked about while somebody waits."""


def run(tx: Transaction, trigger_id: UUID, asked: NewDryRun) -> DryRun:
    """What a backfill would grant. Raises `NotFound`, `Forbidden`, `DryRunTooLarge`."""
    version = repository.find_version(tx, trigger_id, asked.version)
    now = datetime.now(UTC)
    since, until = asked.since or now - KEPT, asked.until or now
    facts = repository.list_facts(tx, version, since, until, MOST_FACTS)
    return _told(version, simulate(version, facts))


def _told(version: Version, outcome: Outcome) -> DryRun:
    awards = outcome.levels.total()
    kind, reward = version.reward["kind"], version.reward
    amount = awards * int(str(reward["amount"])) if kind == "money" else None
    return DryRun(
        trigger_id=version.id,
        version=version.version,
        facts=outcome.facts,
        people=outcome.people,
        waiting=outcome.waiting,
        awards=awards,
        levels=[LevelAwards(level=level, awards=outcome.levels[level]) for level in version.levels],
        points=awards * int(str(reward["points"])) if kind == "points" else 0,
        amount=amount,
        currency=str(reward["currency"]) if kind == "money" else None,
        budget_left=None if amount is None else version.budget_left,
        is_covered=amount is None or amount <= version.budget_left,
    )
