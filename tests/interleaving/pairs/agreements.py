"""What two sides agree upon is what is paid: offers and deliverables while somebody accepts."""

from campaign_lifecycle.deliverables import service as deliverables
from campaign_lifecycle.deliverables.models import DeliverableDraft, DeliverablePatch
from campaign_lifecycle.invitations import service as invitations
from campaign_lifecycle.negotiations import service as negotiations
from campaign_lifecycle.negotiations.models import NegotiationDraft
from tests.interleaving.acting import as_user, noting, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.scene import Scene


def _accept_while_terms_change(db: Connection, kind: str) -> Calls:
    scene = Scene(db)
    creator, invitation = scene.invited()
    before = _terms(scene)
    ended: list[str] = []
    act = {
        "add": as_user(
            scene.owner, deliverables.add_deliverable, scene.campaign,
            DeliverableDraft.model_validate({"deliverable_type": "tweet", "compensation_amount": 700}),
        ),
        "change": as_user(
            scene.owner, deliverables.change_deliverable, scene.campaign, scene.deliverable,
            DeliverablePatch(compensation_amount=1),
        ),
        "delete": as_user(scene.owner, deliverables.delete_deliverable, scene.campaign, scene.deliverable),
    }[kind]  # fmt: skip

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] == "ok"
        assert outcomes[1] in ("ok", "TERMS_AGREED")
        assert (_terms(scene) == before) == (outcomes[1] == "TERMS_AGREED")
        # What was changed was changed before anybody had accepted.
        assert outcomes[1] == "TERMS_AGREED" or ended == ["change", "acceptance"]

    accept = as_user(creator, invitations.accept, invitation)
    return Calls(noting(ended, "acceptance", accept), noting(ended, "change", act), check)


def _terms(scene: Scene) -> list[tuple[object, ...]]:
    return scene.db.execute(
        "select id, quantity, compensation_amount from campaign_deliverables where campaign_id = %s order by id",
        (scene.campaign,),
    ).fetchall()


def a_creator_accepts_while_a_deliverable_is_added(db: Connection) -> Calls:
    return _accept_while_terms_change(db, "add")


def a_creator_accepts_while_a_deliverable_changes(db: Connection) -> Calls:
    return _accept_while_terms_change(db, "change")


def a_creator_accepts_while_a_deliverable_is_deleted(db: Connection) -> Calls:
    return _accept_while_terms_change(db, "delete")


def an_offer_is_accepted_while_the_creator_accepts_the_invitation(db: Connection) -> Calls:
    scene = Scene(db)
    creator, invitation = scene.invited()
    offer = scene.ask_as(creator, "select app.negotiate(%s, 20000, '')", invitation)

    def check(_: Outcomes) -> None:
        agreed, allocated, reserved = db.execute(
            "select i.agreed_amount, p.budget_allocated, r.amount from campaign_invitations as i"
            " inner join campaign_participants as p on p.invitation_id = i.id"
            " inner join campaign_budget_reservations as r on r.participant_id = p.id where i.id = %s",
            (invitation,),
        ).fetchone() or (0, 1, 2)
        assert agreed == allocated == reserved
        assert value(db, "select count(*) from campaign_negotiations where invitation_id = %s"
                     " and status = 'proposed'", invitation) == 0  # fmt: skip
        scene.require_whole()

    return Calls(
        as_user(creator, invitations.accept, invitation),
        as_user(scene.owner, negotiations.answer_offer, offer, "accepted"), check,
    )  # fmt: skip


def an_offer_is_accepted_and_withdrawn(db: Connection) -> Calls:
    scene = Scene(db)
    creator, invitation = scene.invited()
    offer = scene.ask_as(creator, "select app.negotiate(%s, 20000, '')", invitation)

    def check(outcomes: Outcomes) -> None:
        assert outcomes.count("ok") == 1
        amount = value(db, "select agreed_amount from campaign_invitations where id = %s", invitation)
        assert amount == (20_000 if outcomes[0] == "ok" else 10_000)

    return Calls(
        as_user(scene.owner, negotiations.answer_offer, offer, "accepted"),
        as_user(creator, negotiations.answer_offer, offer, "withdrawn"), check,
    )  # fmt: skip


def both_sides_make_an_offer(db: Connection) -> Calls:
    scene = Scene(db)
    creator, invitation = scene.invited()

    def check(outcomes: Outcomes) -> None:
        assert outcomes == ("ok", "ok")
        assert scene.statuses("campaign_negotiations") == ["countered", "proposed"]

    draft = NegotiationDraft(amount=15_000)
    return Calls(
        as_user(creator, negotiations.negotiate, invitation, draft),
        as_user(scene.owner, negotiations.negotiate, invitation, draft), check,
    )  # fmt: skip


def an_offer_is_made_while_the_invitation_is_accepted(db: Connection) -> Calls:
    scene = Scene(db)
    creator, invitation = scene.invited()

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] == "ok"
        assert outcomes[1] in ("ok", "INVITATION_TRANSITION_FORBIDDEN")
        assert "proposed" not in scene.statuses("campaign_negotiations")

    return Calls(
        as_user(creator, invitations.accept, invitation),
        as_user(scene.owner, negotiations.negotiate, invitation, NegotiationDraft(amount=15_000)), check,
    )  # fmt: skip


def both_sides_make_the_last_offer(db: Connection) -> Calls:
    scene = Scene(db)
    creator, invitation = scene.invited()
    value(
        db,
        "insert into admin_settings (key, value) values ('negotiation_max_rounds', '1')"
        " on conflict (key) do update set value = excluded.value returning 1",
    )

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["TOO_MANY_OFFERS", "ok"]
        assert scene.statuses("campaign_negotiations") == ["proposed"]
        db.execute("delete from admin_settings where key = 'negotiation_max_rounds'")

    draft = NegotiationDraft(amount=9_000)
    return Calls(
        as_user(creator, negotiations.negotiate, invitation, draft),
        as_user(scene.owner, negotiations.negotiate, invitation, draft),
        check,
    )
