"""Who is banned as the last of a brand leaves no open invitation behind, whatever happens at that moment."""

from uuid import uuid4

from campaign_lifecycle.invitations import service as invitations
from campaign_lifecycle.invitations.models import InvitationDraft
from common.models.users import BrandRole, UserStatus
from tests.factories.campaigns import make_campaign, make_invitation
from tests.factories.people import brand_of, make_member, make_user
from tests.interleaving.acting import as_user, statement, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.scene import Scene
from user_management.members import service as members
from user_management.team_invitations import service as teams
from user_management.users import service as users

OPEN = "select count(*) from campaign_invitations where campaign_id = %s and status = 'pending'"
OPEN_TO_THE_TEAM = (
    "select count(*) from team_invitations where brand_id = %s and accepted_at is null and revoked_at is null"
)


def the_last_of_a_brand_is_banned_while_a_creator_accepts(db: Connection) -> Calls:
    scene = Scene(db)
    creator, invitation = scene.invited()
    admin = make_user(db, "admin")

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] == "ok"
        assert outcomes[1] in ("ok", "INVITATION_TRANSITION_FORBIDDEN")
        assert len(scene.statuses("campaign_participants")) == (outcomes[1] == "ok")
        assert value(db, OPEN, scene.campaign) == 0
        scene.require_whole()

    return Calls(
        as_user(admin, users.set_status, scene.owner, UserStatus.BANNED, "Spam"),
        as_user(creator, invitations.accept, invitation), check,
    )  # fmt: skip


def the_last_of_a_brand_is_banned_while_they_invite(db: Connection) -> Calls:
    scene = Scene(db)
    creator, admin = make_user(db), make_user(db, "admin")
    draft = InvitationDraft.model_validate({"creator_user_id": creator, "agreed_amount": 10_000})

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] == "ok"
        assert outcomes[1] in ("ok", "FORBIDDEN", "ACCOUNT_BANNED")
        assert value(db, OPEN, scene.campaign) == 0

    return Calls(
        as_user(admin, users.set_status, scene.owner, UserStatus.BANNED, "Spam"),
        as_user(scene.owner, invitations.invite, scene.campaign, draft), check,
    )  # fmt: skip


def the_last_of_a_brand_is_banned_while_they_invite_to_the_team(db: Connection) -> Calls:
    scene = Scene(db)
    admin, stranger = make_user(db, "admin"), f"{uuid4()}@example.com"

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] == "ok"
        assert outcomes[1] in ("ok", "FORBIDDEN", "ACCOUNT_BANNED")
        assert value(db, OPEN_TO_THE_TEAM, scene.brand) == 0

    return Calls(
        as_user(admin, users.set_status, scene.owner, UserStatus.BANNED, "Spam"),
        as_user(scene.owner, teams.invite, scene.brand, stranger, BrandRole.ANALYST), check,
    )  # fmt: skip


def the_last_two_of_a_brand_are_banned(db: Connection) -> Calls:
    scene = Scene(db)
    scene.invited()
    admin, second = make_user(db, "admin"), make_member(db, scene.brand, "analyst")

    def check(outcomes: Outcomes) -> None:
        assert outcomes == ("ok", "ok")
        assert value(db, OPEN, scene.campaign) == 0

    return Calls(
        as_user(admin, users.set_status, scene.owner, UserStatus.BANNED, "Spam"),
        as_user(admin, users.set_status, second, UserStatus.BANNED, "Spam"), check,
    )  # fmt: skip


def the_last_of_a_brand_leaves_while_they_invite(db: Connection) -> Calls:
    owner, creator = make_user(db, "brand"), make_user(db)
    brand, campaign = brand_of(db, owner), make_campaign(db, owner)
    draft = InvitationDraft.model_validate({"creator_user_id": creator, "agreed_amount": 10_000})

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] == "ok"
        assert outcomes[1] in ("ok", "FORBIDDEN", "NOT_FOUND")
        assert value(db, OPEN, campaign) == 0

    return Calls(
        as_user(owner, members.remove_member, brand, owner),
        as_user(owner, invitations.invite, campaign, draft), check,
    )  # fmt: skip


def the_last_of_a_brand_leaves_while_a_creator_makes_an_offer(db: Connection) -> Calls:
    """Who makes an offer holds the invitation, and then refers to the brand; who leaves does it the other way round."""
    owner, creator = make_user(db, "brand"), make_user(db)
    brand, campaign = brand_of(db, owner), make_campaign(db, owner)
    invitation = make_invitation(db, campaign, creator)

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] == "ok"
        assert outcomes[1] in ("ok", "INVITATION_TRANSITION_FORBIDDEN")
        assert value(db, OPEN, campaign) == 0 or outcomes[1] == "ok"

    return Calls(
        as_user(owner, members.remove_member, brand, owner),
        as_user(creator, statement("select app.negotiate({}, 5000, '')"), invitation), check,
    )  # fmt: skip
