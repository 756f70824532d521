"""Bodies of what administrators do to accounts, and addresses as all of us write them."""

import unicodedata
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, EmailStr, Field, StringConstraints

from common.models.base import Input
from common.models.users import Role


def normalised(address: str) -> str:
    """One spelling for one mailbox: NFC and lower case, as the database wants it."""
    return unicodedata.normalize("NFC", address).lower()


EmailAddress = Annotated[EmailStr, AfterValidator(normalised), Field(max_length=320)]


Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000)]
RoleChange = Literal["set", "grant", "revoke"]


class BanUser(Input):
    """Edge action: out at once and everywhere, until an administrator takes it back."""

    action: Literal["ban-user"]
    user_id: UUID
    reason: Reason


class SuspendUser(Input):
    """Edge action: as a ban, for the time of an inquiry."""

    action: Literal["suspend-user"]
    user_id: UUID
    reason: Reason


class UnbanUser(Input):
    """Edge action: let a banned or suspended person in again; they sign in anew."""

    action: Literal["unban-user"]
    user_id: UUID
    reason: Annotated[str, Field(max_length=2_000)] = ""


class UpdateRole(Input):
    """Edge action. `set`: this role and no other; `grant`: this one too; `revoke`: not this one."""

    action: Literal["update-role"]
    user_id: UUID
    role: Role
    change: RoleChange = "set"
