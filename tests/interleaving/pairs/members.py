"""Who belongs to a brand and to the platform: somebody always stays who can let others in."""

from uuid import UUID, uuid4

from campaign_lifecycle.campaigns import service as campaigns
from common.models.campaigns import CampaignStatus
from common.models.users import BrandRole, Role, UserStatus
from tests.factories.campaigns import make_campaign, make_deliverable
from tests.factories.ledger import fund_brand
from tests.factories.people import brand_of, make_member, make_user
from tests.interleaving.acting import as_service, as_user, statement, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from user_management.erasures import repository as erasures
from user_management.members import service as members
from user_management.team_invitations import service as team_invitations
from user_management.users import service as users

ADMINISTRATORS = (
    "select count(*) from brand_memberships as m inner join brand_user_roles as r using (brand_id, user_id)"
    " where m.brand_id = %s and m.status = 'active' and r.role = 'brand_admin'"
)
MEMBERS = "select count(*) from brand_memberships where brand_id = %s and status = 'active'"


def brand_with_two_admins(db: Connection, funds: int = 500_000) -> tuple[UUID, UUID, UUID]:
    """The brand and its two administrators; money in its wallet."""
    owner = make_user(db, "brand")
    brand = brand_of(db, owner)
    if funds:
        fund_brand(db, brand, funds)
    return brand, owner, make_member(db, brand, "brand_admin")


def let_go(db: Connection, user: UUID) -> None:
    """End their membership, so that the other administrator is the last member."""
    db.execute("delete from brand_user_roles where user_id = %s", (user,))
    db.execute("update brand_memberships set status = 'removed' where user_id = %s", (user,))


def admins_of_a_brand_remove_each_other(db: Connection) -> Calls:
    brand, one, other = brand_with_two_admins(db)

    def check(outcomes: Outcomes) -> None:
        assert value(db, MEMBERS, brand) == 1
        assert value(db, ADMINISTRATORS, brand) == 1
        assert outcomes.count("ok") == 1

    return Calls(
        as_user(one, members.remove_member, brand, other),
        as_user(other, members.remove_member, brand, one),
        check,
    )


def both_admins_leave_a_brand_with_a_running_campaign(db: Connection) -> Calls:
    brand, one, other = brand_with_two_admins(db, funds=0)
    make_campaign(db, one, status="active")

    def check(outcomes: Outcomes) -> None:
        assert value(db, ADMINISTRATORS, brand) == 1
        assert sorted(map(str, outcomes)) == ["BRAND_NOT_EMPTY", "ok"]

    return Calls(
        as_user(one, members.remove_member, brand, one),
        as_user(other, members.remove_member, brand, other),
        check,
    )


def admins_of_a_brand_remove_each_other_before_a_third(db: Connection) -> Calls:
    brand, one, other = brand_with_two_admins(db)
    make_member(db, brand, "analyst")

    def check(outcomes: Outcomes) -> None:
        assert value(db, ADMINISTRATORS, brand) == 1
        assert outcomes.count("ok") == 1

    return Calls(
        as_user(one, members.remove_member, brand, other),
        as_user(other, members.remove_member, brand, one),
        check,
    )


def admins_of_a_brand_demote_each_other(db: Connection) -> Calls:
    brand, one, other = brand_with_two_admins(db)
    analyst = [BrandRole.ANALYST]

    def check(outcomes: Outcomes) -> None:
        assert value(db, ADMINISTRATORS, brand) == 1
        assert outcomes.count("ok") == 1

    return Calls(
        as_user(one, members.set_member_roles, brand, other, analyst),
        as_user(other, members.set_member_roles, brand, one, analyst), check,
    )  # fmt: skip


def an_admin_of_a_brand_leaves_while_the_other_steps_down(db: Connection) -> Calls:
    brand, one, other = brand_with_two_admins(db)

    def check(outcomes: Outcomes) -> None:
        assert value(db, ADMINISTRATORS, brand) == 1
        assert outcomes.count("ok") == 1

    return Calls(
        as_user(one, members.remove_member, brand, one),
        as_user(other, members.set_member_roles, brand, other, [BrandRole.ANALYST]), check,
    )  # fmt: skip


def the_last_member_leaves_while_a_deposit_arrives(db: Connection) -> Calls:
    brand, one, other = brand_with_two_admins(db, funds=0)
    let_go(db, other)
    deposit = value(
        db, "insert into wallet_transactions (wallet_id, transaction_type, amount, currency)"
        " values (app.wallet_of(%s, null, 'usd'), 'deposit', 500, 'usd') returning id", brand,
    )  # fmt: skip
    intent = f"pi_{uuid4().hex}"

    def check(_: Outcomes) -> None:
        assert value(db, MEMBERS, brand) == 1

    return Calls(
        as_user(one, members.remove_member, brand, one),
        as_service(statement("select app.credit_deposit({}, {}, 500, 'usd', 'ch_1')"), deposit, intent), check,
    )  # fmt: skip


def the_last_member_leaves_while_a_campaign_begins(db: Connection) -> Calls:
    brand, one, other = brand_with_two_admins(db, funds=0)
    let_go(db, other)
    campaign = make_campaign(db, one, timeline_start="2026-01-01")

    def check(_: Outcomes) -> None:
        left = value(db, MEMBERS, brand) == 0
        assert not (left and value(db, "select status from campaigns where id = %s", campaign) == "active")

    return Calls(
        as_user(one, members.remove_member, brand, one),
        as_service(statement("select activated from app.process_campaign_transitions('2026-06-01', 100)")), check,
    )  # fmt: skip


def the_last_member_leaves_while_they_deposit(db: Connection) -> Calls:
    brand, one, other = brand_with_two_admins(db, funds=0)
    let_go(db, other)
    wallet = value(db, "select app.wallet_of(%s, null, 'usd')", brand)

    def check(_: Outcomes) -> None:
        left = value(db, MEMBERS, brand) == 0
        assert not (
            left and value(db, "select count(*) from wallet_transactions where wallet_id = %s", wallet)
        )

    return Calls(
        as_user(one, members.remove_member, brand, one),
        as_user(one, statement("select app.begin_deposit({}, 500)"), wallet), check,
    )  # fmt: skip


def the_last_member_leaves_while_they_launch(db: Connection) -> Calls:
    brand, one, other = brand_with_two_admins(db, funds=0)
    let_go(db, other)
    campaign = make_campaign(db, one)
    make_deliverable(db, campaign)

    def check(_: Outcomes) -> None:
        left = value(db, MEMBERS, brand) == 0
        assert not (left and value(db, "select status from campaigns where id = %s", campaign) == "active")

    return Calls(
        as_user(one, members.remove_member, brand, one),
        as_user(one, campaigns.move_campaign, campaign, CampaignStatus.ACTIVE), check,
    )  # fmt: skip


def the_last_member_leaves_while_somebody_joins(db: Connection) -> Calls:
    brand, one, other = brand_with_two_admins(db, funds=0)
    let_go(db, other)
    token = uuid4().hex
    db.execute(
        "insert into team_invitations (brand_id, email, role, token_hash, invited_by, expires_at)"
        " select %s, email, 'analyst', sha256(%s), %s, now() + interval '7 days' from auth.users where id = %s",
        (brand, token.encode(), one, other),
    )

    def check(outcomes: Outcomes) -> None:
        assert value(db, MEMBERS, brand) == 0 or value(db, ADMINISTRATORS, brand) == 1
        assert outcomes.count("ok") == 1

    return Calls(
        as_user(one, members.remove_member, brand, one),
        as_user(other, team_invitations.accept_invitation, token),
        check,
    )


def admins_of_the_platform_revoke_each_other(db: Connection) -> Calls:
    db.execute("set session_replication_role = replica")
    db.execute("delete from user_roles where role = 'admin'")
    db.execute("reset session_replication_role")
    one, other = make_user(db, "admin"), make_user(db, "admin")

    def check(outcomes: Outcomes) -> None:
        assert value(db, "select count(*) from user_roles where role = 'admin'") == 1
        assert outcomes.count("ok") == 1

    return Calls(
        as_user(one, users.change_role, other, Role.ADMIN, "revoke"),
        as_user(other, users.change_role, one, Role.ADMIN, "revoke"), check,
    )  # fmt: skip


def admins_of_the_platform_ban_each_other(db: Connection) -> Calls:
    db.execute("set session_replication_role = replica")
    db.execute("delete from user_roles where role = 'admin'")
    db.execute("reset session_replication_role")
    one, other = make_user(db, "admin"), make_user(db, "admin")

    def check(outcomes: Outcomes) -> None:
        assert value(
            db, "select count(*) from user_roles inner join auth.users as u on u.id = user_id"
            " where role = 'admin' and u.status = 'active'",
        ) == 1  # fmt: skip
        assert outcomes.count("ok") == 1

    return Calls(
        as_user(one, users.set_status, other, UserStatus.BANNED, "why"),
        as_user(other, users.set_status, one, UserStatus.SUSPENDED, "why"), check,
    )  # fmt: skip


def one_admin_is_erased_while_the_other_leaves(db: Connection) -> Calls:
    brand, one, other = brand_with_two_admins(db)
    request = value(
        db,
        "insert into erasure_requests (user_id, due_at) values (%s, now() - interval '1 day') returning id",
        one,
    )

    def check(_: Outcomes) -> None:
        assert value(db, ADMINISTRATORS, brand) == 1

    return Calls(
        as_service(erasures.erase, request), as_user(other, members.remove_member, brand, other), check
    )
