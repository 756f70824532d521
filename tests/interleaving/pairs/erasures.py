"""An erasure is asked for once, and is done or taken back."""

from campaign_lifecycle.negotiations import service as negotiations
from campaign_lifecycle.negotiations.models import NegotiationDraft
from campaign_lifecycle.participants import service as participants
from campaign_lifecycle.submissions import service as submissions
from campaign_lifecycle.submissions.models import ReviewDraft
from tests.factories.people import make_user
from tests.interleaving.acting import as_service, as_user, statement, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.scene import Scene
from user_management.erasures import service as erasures


def an_erasure_is_asked_for_twice(db: Connection) -> Calls:
    user = make_user(db)
    ask = as_user(user, erasures.request_erasure)

    def check(outcomes: Outcomes) -> None:
        assert outcomes == ("ok", "ok")
        assert value(db, "select count(*) from erasure_requests where user_id = %s", user) == 1
        assert value(db, "select count(*) from notifications where user_id = %s", user) == 1

    return Calls(ask, ask, check)


def an_erasure_is_done_while_it_is_taken_back(db: Connection) -> Calls:
    user = make_user(db)
    request = value(
        db,
        "insert into erasure_requests (user_id, due_at) values (%s, now() - interval '1 day') returning id",
        user,
    )

    def check(outcomes: Outcomes) -> None:
        status = value(db, "select status from erasure_requests where id = %s", request)
        erased = value(db, "select status from auth.users where id = %s", user) == "deleted"
        assert erased == (status == "done")
        assert (outcomes[1] == "ok") == (not erased)

    return Calls(
        as_service(statement("select app.erase_user({})"), request),
        as_user(user, erasures.cancel_erasure),
        check,
    )


def an_erasure_is_done_twice(db: Connection) -> Calls:
    user = make_user(db)
    email = value(db, "select email from auth.users where id = %s", user)
    request = value(
        db,
        "insert into erasure_requests (user_id, due_at) values (%s, now() - interval '1 day') returning id",
        user,
    )
    erase = as_service(statement("select app.erase_user({})"), request)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["done", "gone"]
        assert value(db, "select count(*) from outbox where payload ->> 'to' = %s", email) == 1

    return Calls(erase, erase, check)


def an_erasure_is_done_while_the_creator_leaves(db: Connection) -> Calls:
    scene = Scene(db)
    creator, participant = scene.accepted()
    request = value(
        db,
        "insert into erasure_requests (user_id, due_at) values (%s, now() - interval '1 day') returning id",
        creator,
    )

    def check(outcomes: Outcomes) -> None:
        erased = value(db, "select status from auth.users where id = %s", creator) == "deleted"
        assert outcomes[0] == ("done" if erased else "refused")
        assert outcomes[1] in (("ok", "ACCOUNT_UNKNOWN") if erased else ("ok",))
        assert scene.statuses("campaign_participants") == ["inactive"]
        scene.require_whole()

    return Calls(
        as_service(statement("select app.erase_user({})"), request),
        as_user(creator, participants.leave_campaign, participant, ""),
        check,
    )


def an_erasure_is_done_while_work_of_a_campaign_that_is_over_is_approved(db: Connection) -> Calls:
    scene = Scene(db)
    creator, work = scene.submitted()
    db.execute("update campaigns set status = 'cancelled' where id = %s", (scene.campaign,))
    request = value(
        db,
        "insert into erasure_requests (user_id, due_at) values (%s, now() - interval '1 day') returning id",
        creator,
    )

    def check(outcomes: Outcomes) -> None:
        earned = value(db, "select count(*) from earnings where creator_user_id = %s", creator)
        assert (*outcomes, earned) in (("done", "SUBMISSION_TRANSITION_FORBIDDEN", 0), ("refused", "ok", 1))
        scene.require_whole()

    return Calls(
        as_service(statement("select app.erase_user({})"), request),
        as_user(scene.owner, submissions.review, work, ReviewDraft(decision="approved")),
        check,
    )


def an_erasure_is_done_while_its_creator_is_offered_more(db: Connection) -> Calls:
    scene = Scene(db)
    creator, invitation = scene.invited()
    request = value(
        db,
        "insert into erasure_requests (user_id, due_at) values (%s, now() - interval '1 day') returning id",
        creator,
    )

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] == "done"
        assert outcomes[1] in ("ok", "INVITATION_TRANSITION_FORBIDDEN")
        assert scene.statuses("campaign_invitations") == ["expired"]
        assert "proposed" not in scene.statuses("campaign_negotiations")

    return Calls(
        as_service(statement("select app.erase_user({})"), request),
        as_user(scene.owner, negotiations.negotiate, invitation, NegotiationDraft(amount=500)),
        check,
    )
