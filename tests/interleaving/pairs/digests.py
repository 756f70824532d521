"""What is told once is told once, also by two at the same moment."""

from uuid import UUID

from campaign_lifecycle.invitations import repository as invitations
from tests.factories.people import make_user
from tests.interleaving.acting import as_service, statement, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.scene import Scene


def _held(db: Connection, number: int) -> UUID:
    """Somebody for whom so many notifications were held until yesterday's midnight."""
    reader = make_user(db)
    for _ in range(number):
        value(db, "select app.notify(%s, 'campaigns', 'something', 'Something', 'happened', '{}')", reader)
    db.execute(
        "update notification_deliveries as d set status = 'held', next_attempt_at = now() - interval '1 hour'"
        " from notifications as n where n.id = d.notification_id and n.user_id = %s", (reader,),
    )  # fmt: skip
    db.execute("delete from outbox where topic = 'notification.email'")
    return reader


def what_was_held_is_gathered_twice(db: Connection) -> Calls:
    reader = _held(db, 3)
    gather = as_service(statement("select app.gather_digests(now(), 10)"))

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["0", "1"]
        assert value(db, "select count(*) from outbox where topic = 'notification.email'") == 1
        digested = value(
            db, "select count(*) from notification_deliveries as d inner join notifications as n"
            " on n.id = d.notification_id where n.user_id = %s and d.status = 'digested'", reader,
        )  # fmt: skip
        assert digested == 2

    return Calls(gather, gather, check)


def an_acceptance_is_refused_twice(db: Connection) -> Calls:
    scene = Scene(db)
    _, invitation = scene.invited()
    announce = as_service(invitations.announce_refused_acceptance, invitation, "INSUFFICIENT_FUNDS")

    def check(outcomes: Outcomes) -> None:
        assert outcomes == ("ok", "ok")
        told = value(
            db, "select count(*) from notifications where user_id = %s and type = 'budget_low'", scene.owner
        )
        assert told == 1

    return Calls(announce, announce, check)
