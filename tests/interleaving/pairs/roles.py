"""Roles of somebody change while they are let go: both hold the membership before the roles."""

from common.models.users import BrandRole
from tests.factories.people import make_member
from tests.interleaving.acting import as_user, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.members import ADMINISTRATORS, brand_with_two_admins
from user_management.members import service as members


def a_member_is_removed_while_their_roles_change(db: Connection) -> Calls:
    brand, one, other = brand_with_two_admins(db)
    third = make_member(db, brand, "brand_admin")

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] == "ok"
        assert outcomes[1] in ("ok", "NOT_FOUND")
        assert value(db, ADMINISTRATORS, brand) == 2

    return Calls(
        as_user(one, members.remove_member, brand, third),
        as_user(other, members.set_member_roles, brand, third, [BrandRole.ANALYST]), check,
    )  # fmt: skip
