"""Use cases of the provider's accounts: each is brought to what ours is now, whatever a message was written for.

So messages may come twice, late and in any order. Two workers may have the same account at once: whoever is done looks
once more, and goes on as long as the account has changed meanwhile.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from common import outbox
from common.adapters.identity.choice import account_keeper
from common.adapters.identity.port import AccountState
from common.database import transaction
from common.identity import SERVICE
from common.jobs import Counts
from common.queues import IDENTITIES, wake
from user_management.identities import repository

TOPIC = "identity"
JOB = "identities-sweep"
MOST_ROUNDS = 5


class AccountKeepsChanging(Exception):
    """Every time that the provider had followed, the account was another: the message is tried again later."""


def follow_accounts(has_time: Callable[[], bool]) -> dict[str, int]:
    """Let the provider follow what has changed, until nothing is due or the time is over; handled and failed.

    Raises `DatabaseUnavailable`; what goes wrong with an account is written down with its message.
    """
    return outbox.drain(TOPIC, lambda message: follow(UUID(message.payload["user_id"])), has_time=has_time)


def follow(user_id: UUID) -> None:
    """Let the provider have an account as it is. Raises `NotConfigured`, `AccountKeepsChanging`."""
    keeper = account_keeper()
    state = _state_of(user_id)
    for _ in range(MOST_ROUNDS):
        if state is None:
            return
        keeper.follow(user_id, state)
        before, state = state, _state_of(user_id)
        if state == before:
            return
    raise AccountKeepsChanging


def run_sweep(_as_of: datetime) -> Counts:
    """Wake the worker for what waits: wake-up calls that got lost, calls that are to be tried again."""
    with transaction(SERVICE) as tx:
        due = repository.count_due(tx)
    if due:
        wake(IDENTITIES)
    return {"due": due}


def _state_of(user_id: UUID) -> AccountState | None:
    with transaction(SERVICE) as tx:
        return repository.find_state(tx, user_id)
