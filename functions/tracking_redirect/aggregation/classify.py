"""Use cases of user agents: those of the last minutes, of an hour before it is counted, of a campaign asked about."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from common.database import Transaction, transaction
from common.identity import SERVICE
from common.jobs import Counts
from tracking_redirect.aggregation import repository

AGENTS_A_BATCH = 2_000
MINUTES_LOOKED_BACK = timedelta(minutes=15)
"""Three times as long as the job waits between its runs."""

FindAgents = Callable[[Transaction], list[str]]


def classify_new_agents(as_of: datetime) -> Counts:
    """Classify the user agents of the last minutes, and some that were classified by older lists; how many.

    What an older list took for a person is told apart for every day that is still aggregated or broken down.
    """
    from common.user_agents.classes import edition

    since = as_of - MINUTES_LOOKED_BACK
    new = _classify_all(lambda tx: repository.user_agents_since(tx, since, AGENTS_A_BATCH))
    again = _classify(lambda tx: repository.user_agents_of_other_editions(tx, edition(), AGENTS_A_BATCH))
    return {"classified": new, "classified_again": again}


def classify_agents_between(since: datetime, until: datetime) -> int:
    """Classify what nobody has looked at of the visits of a span of time; how many user agents there were."""
    return _classify_all(lambda tx: repository.unknown_user_agents(tx, since, until, AGENTS_A_BATCH))


def classify_agents_of(campaign_id: UUID) -> int:
    """Classify what nobody has looked at of a campaign's latest visits; how many user agents there were.

    A report of now and the count of the night then agree about who is a program.
    """
    return _classify(lambda tx: repository.unknown_user_agents_of(tx, campaign_id, AGENTS_A_BATCH))


def _classify_all(find: FindAgents) -> int:
    classified = 0
    while batch := _classify(find):
        classified += batch
    return classified


def _classify(find: FindAgents) -> int:
    """Look up one batch of user agents; how many there were."""
    with transaction(SERVICE) as tx:
        found = find(tx)
    if found:
        from common.user_agents.classes import classify, edition  # lists: where there is work

        known = [classify(user_agent) for user_agent in found]
        with transaction(SERVICE) as tx:
            repository.save_user_agents(tx, known, edition())
    return len(found)
