"""An erasure is asked for once, and is done or taken back."""

from campaign_lifecycle.participants import service as participants
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
