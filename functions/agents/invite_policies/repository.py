"""Statements of policies: one function, one statement, typed rows."""

from typing import LiteralString

from agents.invite_policies.models import NewInvitePolicy
from common.database import Transaction
from common.models.agent_invites import InvitePolicy

POLICY: LiteralString = "country, email, sms, note, updated_by, created_at, updated_at"


def list_policies(tx: Transaction) -> list[InvitePolicy]:
    """All, by country."""
    return tx.fetch_all(InvitePolicy, f"select {POLICY} from invite_policies order by country")


def put_policy(tx: Transaction, country: str, policy: NewInvitePolicy) -> InvitePolicy:
    """What holds for this country from now on."""
    return tx.fetch_one(
        InvitePolicy,
        "insert into invite_policies (country, email, sms, note, updated_by)"
        " values (%(country)s, %(email)s, %(sms)s, %(note)s, auth.uid())"
        " on conflict on constraint invite_policies_pkey do update"
        " set email = excluded.email, sms = excluded.sms, note = excluded.note, updated_by = excluded.updated_by"
        f" returning {POLICY}",
        {**policy.model_dump(), "country": country},
    )


def delete_policy(tx: Transaction, country: str) -> int:
    """How many went (0 or 1)."""
    return tx.execute("delete from invite_policies where country = %(country)s", {"country": country})
