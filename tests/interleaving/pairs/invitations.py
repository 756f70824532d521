"""An invitation is answered once, and only for money and in a campaign that are there."""

from uuid import UUID

from campaign_lifecycle.campaigns import service as campaigns
from campaign_lifecycle.invitations import service as invitations
from campaign_lifecycle.invitations.models import InvitationDraft
from campaign_lifecycle.negotiations import service as negotiations
from campaign_lifecycle.negotiations.models import NegotiationDraft
from common.models.campaigns import CampaignStatus
from tests.factories.people import make_user
from tests.interleaving.acting import as_service, as_user, statement, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.scene import Scene
from tests.interleaving.scheduler import Call


def two_creators_accept_the_last_of_the_money(db: Connection) -> Calls:
    scene = Scene(db, funds=15_000)
    (one, first), (other, second) = scene.invited(), scene.invited()

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["INSUFFICIENT_FUNDS", "ok"]
        assert scene.statuses("campaign_invitations") == ["accepted", "pending"]
        scene.require_whole()

    return Calls(as_user(one, invitations.accept, first), as_user(other, invitations.accept, second), check)


def two_creators_accept_the_last_of_the_budget(db: Connection) -> Calls:
    scene = Scene(db, budget_total=15_000)
    (one, first), (other, second) = scene.invited(), scene.invited()

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["BUDGET_EXHAUSTED", "ok"]
        scene.require_whole()

    return Calls(as_user(one, invitations.accept, first), as_user(other, invitations.accept, second), check)


def a_creator_accepts_twice(db: Connection) -> Calls:
    scene = Scene(db)
    creator, invitation = scene.invited()

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["INVITATION_TRANSITION_FORBIDDEN", "ok"]
        assert scene.statuses("campaign_participants") == ["active"]
        scene.require_whole()

    accept = as_user(creator, invitations.accept, invitation)
    return Calls(accept, accept, check)


def a_creator_accepts_and_declines(db: Connection) -> Calls:
    scene = Scene(db)
    creator, invitation = scene.invited()
    return _accepted_or(scene, creator, invitation, as_user(creator, invitations.decline, invitation, ""))


def _accepted_or(scene: Scene, creator: UUID, invitation: UUID, other: Call) -> Calls:
    """One of the two answers, never both."""

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["INVITATION_TRANSITION_FORBIDDEN", "ok"]
        assert len(scene.statuses("campaign_participants")) == (outcomes[0] == "ok")
        scene.require_whole()

    return Calls(as_user(creator, invitations.accept, invitation), other, check)


def _accept_while_the_brand_moves(db: Connection, status: CampaignStatus) -> Calls:
    scene = Scene(db)
    creator, invitation = scene.invited()

    def check(outcomes: Outcomes) -> None:
        assert outcomes[1] == "ok"
        assert outcomes[0] in ("ok", "CAMPAIGN_NOT_RUNNING", "INVITATION_TRANSITION_FORBIDDEN")
        if status is not CampaignStatus.PAUSED:
            assert "pending" not in scene.statuses("campaign_invitations")
        scene.require_whole()

    return Calls(
        as_user(creator, invitations.accept, invitation),
        as_user(scene.owner, campaigns.move_campaign, scene.campaign, status), check,
    )  # fmt: skip


def a_creator_accepts_while_the_campaign_is_cancelled(db: Connection) -> Calls:
    return _accept_while_the_brand_moves(db, CampaignStatus.CANCELLED)


def a_creator_accepts_while_the_campaign_is_paused(db: Connection) -> Calls:
    return _accept_while_the_brand_moves(db, CampaignStatus.PAUSED)


def a_creator_accepts_while_the_campaign_is_completed(db: Connection) -> Calls:
    return _accept_while_the_brand_moves(db, CampaignStatus.COMPLETED)


def a_creator_accepts_while_the_invitation_expires(db: Connection) -> Calls:
    scene = Scene(db)
    creator, invitation = scene.invited()

    def check(outcomes: Outcomes) -> None:
        accepted = outcomes[0] == "ok"
        assert accepted or outcomes[0] == "INVITATION_TRANSITION_FORBIDDEN"
        assert scene.statuses("campaign_invitations") == (["accepted"] if accepted else ["expired"])
        scene.require_whole()

    expire = statement("select expired_invitations from app.process_campaign_transitions('2099-01-01', 100)")
    return Calls(as_user(creator, invitations.accept, invitation), as_service(expire), check)


def a_creator_accepts_while_the_brand_lowers_the_budget(db: Connection) -> Calls:
    scene = Scene(db, budget_total=20_000)
    creator, invitation = scene.invited()

    def check(outcomes: Outcomes) -> None:
        assert "ok" in outcomes
        reserved, total = db.execute(
            "select budget_reserved, budget_total from campaigns where id = %s", (scene.campaign,)
        ).fetchone() or (0, 0)
        assert reserved <= total
        scene.require_whole()

    lower = statement("update campaigns set budget_total = 5000 where id = {} returning 'ok'")
    return Calls(
        as_user(creator, invitations.accept, invitation), as_user(scene.owner, lower, scene.campaign), check
    )


def a_creator_is_invited_twice(db: Connection) -> Calls:
    scene = Scene(db)
    creator = make_user(db)
    draft = InvitationDraft(creator_user_id=creator)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["INVITATION_PENDING", "ok"]
        assert scene.statuses("campaign_invitations") == ["pending"]

    invite = as_user(scene.owner, invitations.invite, scene.campaign, draft)
    return Calls(invite, invite, check)


def a_creator_is_invited_while_the_campaign_is_cancelled(db: Connection) -> Calls:
    scene = Scene(db)
    draft = InvitationDraft(creator_user_id=make_user(db))

    def check(outcomes: Outcomes) -> None:
        assert outcomes[1] == "ok"
        assert "pending" not in scene.statuses("campaign_invitations")

    return Calls(
        as_user(scene.owner, invitations.invite, scene.campaign, draft),
        as_user(scene.owner, campaigns.move_campaign, scene.campaign, CampaignStatus.CANCELLED), check,
    )  # fmt: skip


def an_invitation_is_withdrawn_while_the_creator_accepts(db: Connection) -> Calls:
    scene = Scene(db)
    creator, invitation = scene.invited()
    return _accepted_or(scene, creator, invitation, as_user(scene.owner, invitations.withdraw, invitation))


def an_invitation_is_withdrawn_while_the_creator_offers(db: Connection) -> Calls:
    scene = Scene(db)
    creator, invitation = scene.invited()

    def check(outcomes: Outcomes) -> None:
        assert outcomes[1] == "ok"
        assert outcomes[0] in ("ok", "INVITATION_TRANSITION_FORBIDDEN")
        assert "proposed" not in scene.statuses("campaign_negotiations")

    draft = NegotiationDraft(amount=9_000)
    return Calls(
        as_user(creator, negotiations.negotiate, invitation, draft),
        as_user(scene.owner, invitations.withdraw, invitation),
        check,
    )


def an_invitation_is_withdrawn_twice(db: Connection) -> Calls:
    scene = Scene(db)
    _, invitation = scene.invited()

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["INVITATION_TRANSITION_FORBIDDEN", "ok"]
        told = "select count(*) from notifications where type = 'invitation_withdrawn'"
        assert value(db, told + " and metadata ->> 'invitation_id' = %s", str(invitation)) == 1

    withdraw = as_user(scene.owner, invitations.withdraw, invitation)
    return Calls(withdraw, withdraw, check)
