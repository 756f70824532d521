"""Statements of the account as supabase-js knows it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from common.database import Transaction


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """The caller's account and profile; `role` is that of the sign-up."""

    id: UUID
    email: str
    role: str | None
    roles: list[str]
    profile: dict[str, Any]
    user_metadata: dict[str, Any]
    confirmed_at: datetime | None
    last_sign_in_at: datetime | None
    created_at: datetime
    updated_at: datetime


def find_account(tx: Transaction) -> OwnAccount:
    """The caller's. Raises `NotFound` for the service, which is nobody."""
    return tx.fetch_one(
        OwnAccount,
        "select u.id, u.email, u.app_metadata ->> 'role' as role,"
        " array(select r.role from user_roles as r where r.user_id = u.id order by r.role) as roles,"
        " jsonb_build_object('full_name', p.full_name, 'avatar_url', p.avatar_url, 'bio', p.bio,"
        "  'location', p.location, 'phone', p.phone) as profile, p.user_metadata,"
        " u.confirmed_at, u.last_sign_in_at, u.created_at, greatest(u.updated_at, p.updated_at) as updated_at"
        " from auth.users as u inner join user_profiles as p on p.id = u.id where u.id = auth.uid()",
    )


def merge_metadata(tx: Transaction, data: dict[str, Any]) -> None:
    """Set the given keys of what the front end keeps about the caller; a key of null is gone."""
    tx.execute(
        "update user_profiles set user_metadata = (user_metadata || %(data)s) - array("
        "select given.key from jsonb_each(%(data)s) as given where given.value = 'null')"
        " where id = auth.uid()",
        {"data": Jsonb(data)},
    )
