"""Statements of accounts: one function, one statement, typed rows."""

from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.filters import containing
from common.models.users import Role, UserStatus
from user_management.users.models import Me, UserAccount

ACCOUNT: LiteralString = (
    "u.id, u.email, u.status, p.full_name, u.confirmed_at, u.last_sign_in_at, u.created_at,"
    " array(select r.role from user_roles as r where r.user_id = u.id order by r.role) as roles"
)
MEMBERSHIPS: LiteralString = (
    "select coalesce(jsonb_agg(jsonb_build_object('brand_id', b.id, 'name', b.name, 'slug', b.slug,"
    " 'roles', array(select r.role from brand_user_roles as r where r.brand_id = b.id and r.user_id = m.user_id"
    "  order by r.role),"
    " 'permissions', array(select distinct t.permission from brand_user_roles as r"
    "  inner join tenant_role_rules as t on t.role = r.role"
    "  where r.brand_id = b.id and r.user_id = m.user_id order by t.permission)) order by b.id), '[]')"
    " from brand_memberships as m inner join brand_profiles as b on b.id = m.brand_id"
    " where m.user_id = u.id and m.status = 'active'"
)
# A union, because an OR over two tables could use neither trigram index.
MATCHING: LiteralString = (
    "u.id in (select s.id from auth.users as s where s.email ilike %(pattern)s union all"
    " select s.id from user_profiles as s where s.full_name ilike %(pattern)s)"
)
PROFILE_ASSIGNMENTS: dict[str, LiteralString] = {
    "full_name": "full_name = %(full_name)s",
    "avatar_url": "avatar_url = %(avatar_url)s",
    "bio": "bio = %(bio)s",
    "location": "location = %(location)s",
    "phone": "phone = %(phone)s",
    "time_zone": "time_zone = %(time_zone)s",
}


def find_me(tx: Transaction) -> Me:
    """The actor. Raises `NotFound` for the service, which is nobody."""
    return tx.fetch_one(
        Me,
        f"select {ACCOUNT}, p.avatar_url, p.bio, p.location, p.phone, p.time_zone, ({MEMBERSHIPS}) as brands"
        " from auth.users as u inner join user_profiles as p on p.id = u.id where u.id = auth.uid()",
    )


def update_profile(tx: Transaction, changes: dict[str, object]) -> int:
    """Set the given columns of the actor's profile (names come from the model, never from a client).

    Raises `NameIsAnAddress`, `TimeZoneUnknown`.
    """
    assignments: LiteralString = ", ".join(PROFILE_ASSIGNMENTS[name] for name in sorted(changes))
    return tx.execute(f"update user_profiles set {assignments} where id = auth.uid()", changes)


def find_account(tx: Transaction, user_id: UUID) -> UserAccount:
    """An account that the actor may see. Raises `NotFound`."""
    return tx.fetch_one(
        UserAccount,
        f"select {ACCOUNT} from auth.users as u inner join user_profiles as p on p.id = u.id"
        " where u.id = %(id)s",
        {"id": user_id},
    )


def list_accounts(
    tx: Transaction, *, search: str | None, role: Role | None, status: UserStatus | None,
    before: UUID | None, limit: int,
) -> list[UserAccount]:  # fmt: skip
    """Accounts whose address or name holds `search`, newest first, older than `before`."""
    conditions: list[LiteralString] = [
        condition
        for condition, value in (
            (MATCHING, search),
            ("u.id in (select r.user_id from user_roles as r where r.role = %(role)s)", role),
            ("u.status = %(status)s", status),
            ("u.id < %(before)s", before),
        )
        if value is not None
    ]
    where: LiteralString = " and ".join(conditions) if conditions else "true"
    return tx.fetch_all(
        UserAccount,
        f"select {ACCOUNT} from auth.users as u inner join user_profiles as p on p.id = u.id where {where}"
        " order by u.id desc limit %(limit)s",
        {"pattern": containing(search or ""), "role": role, "status": status, "before": before,
         "limit": limit},
    )  # fmt: skip


def set_reason(tx: Transaction, reason: str) -> None:
    """Why the next change of a status happens, for user_status_log and the audit log."""
    tx.fetch_value("select set_config('request.reason', %(reason)s, true)", {"reason": reason})


def set_status(tx: Transaction, user_id: UUID, status: UserStatus) -> int:
    """Change an account's status; how many were changed (0: no such account, or it has the status already)."""
    return tx.execute(
        "update auth.users set status = %(status)s where id = %(id)s and status <> %(status)s",
        {"id": user_id, "status": status},
    )


def grant_role(tx: Transaction, user_id: UUID, role: Role) -> None:
    """Give a role; who has it keeps it."""
    tx.execute(
        "insert into user_roles (user_id, role, granted_by) values (%(id)s, %(role)s, auth.uid())"
        " on conflict on constraint user_roles_pkey do nothing",
        {"id": user_id, "role": role},
    )


def revoke_roles(tx: Transaction, user_id: UUID, roles: list[Role]) -> None:
    """Take roles away."""
    tx.execute(
        "delete from user_roles where user_id = %(id)s and role = any(%(roles)s)",
        {"id": user_id, "roles": roles},
    )
