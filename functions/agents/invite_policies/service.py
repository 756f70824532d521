"""Use cases of policies, for administrators."""

from agents.invite_policies import repository
from agents.invite_policies.models import NewInvitePolicy
from common.admins import require_admin
from common.database import Transaction
from common.errors import NotFound
from common.models.agent_invites import InvitePolicy


def list_policies(tx: Transaction) -> list[InvitePolicy]:
    """All policies, by country. Raises `Forbidden`."""
    require_admin(tx)
    return repository.list_policies(tx)


def put_policy(tx: Transaction, country: str, policy: NewInvitePolicy) -> InvitePolicy:
    """What holds for a country, also for invites that wait. Raises `Forbidden`."""
    require_admin(tx)
    return repository.put_policy(tx, country, policy)


def delete_policy(tx: Transaction, country: str) -> None:
    """Nothing is sent to the country any more. Raises `Forbidden`, `NotFound`."""
    require_admin(tx)
    if repository.delete_policy(tx, country) == 0:
        raise NotFound
