"""Who pays and who is paid are two people, also where both ways begin at one moment."""

from campaign_lifecycle.invitations import service as invitations
from campaign_lifecycle.invitations.models import InvitationDraft
from common.database import transaction
from common.identity import Actor
from common.models.users import BrandRole
from tests.factories.people import make_user
from tests.interleaving.acting import as_user, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.scene import Scene
from user_management.team_invitations import service as team_invitations


def a_creator_is_invited_while_they_join_the_team(db: Connection) -> Calls:
    scene = Scene(db)
    creator = make_user(db)
    email = value(db, "select email from auth.users where id = %s", creator)
    with transaction(Actor("user", scene.owner)) as tx:
        invited = team_invitations.invite(tx, scene.brand, email, BrandRole.ANALYST)
    token = value(
        db, "select payload ->> 'token' from outbox where payload ->> 'invitation_id' = %s", str(invited.id)
    )
    draft = InvitationDraft.model_validate({"creator_user_id": creator, "agreed_amount": 10_000})

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["ON_BOTH_SIDES", "ok"]
        both = value(
            db, "select count(*) from brand_memberships as m inner join campaign_invitations as i"
            " on i.brand_id = m.brand_id and i.creator_user_id = m.user_id"
            " where m.user_id = %s and m.status = 'active' and i.status = 'pending'", creator,
        )  # fmt: skip
        assert both == 0

    return Calls(
        as_user(creator, team_invitations.accept_invitation, token),
        as_user(scene.owner, invitations.invite, scene.campaign, draft), check,
    )  # fmt: skip
