"""Somebody is forgotten while others write to them, or are told of what waits for them."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from messaging.waiting import repository as waiting
from tests.factories.campaigns import make_campaign, make_invitation
from tests.factories.deals import make_market, offer
from tests.factories.messaging import miscounted, open_conversation, send, talk
from tests.factories.people import make_member, make_user
from tests.factories.waiting import in_daylight
from tests.interleaving.acting import as_service, as_user, statement, value
from tests.interleaving.exploring import Calls, Connection, Outcomes

SEND = statement("select app.send_message({}, {}, 'Me!')")
ERASE = statement("select app.erase_user({})")


def _asked_for(db: Connection, person: UUID) -> UUID:
    """A request of somebody to be erased, which is due."""
    request: UUID = value(
        db,
        "insert into erasure_requests (user_id, due_at) values (%s, now() - interval '1 day') returning id",
        person,
    )
    return request


def _rows_of(db: Connection, person: UUID) -> int:
    found: int = value(db, "select count(*) from conversation_members where user_id = %s", person)
    return found


def a_colleague_is_erased_while_a_message_would_take_them_in(db: Connection) -> Calls:
    made = talk(db)
    leaving = make_member(db, made.brand, "campaign_manager")

    def check(outcomes: Outcomes) -> None:
        assert outcomes == ("done", 1)
        assert _rows_of(db, leaving) == 0

    return Calls(
        as_service(ERASE, _asked_for(db, leaving)),
        as_user(made.person, SEND, made.conversation, uuid4()), check,
    )  # fmt: skip


def the_last_of_a_brand_is_erased_while_somebody_writes_to_it(db: Connection) -> Calls:
    made = talk(db)

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] == "done"
        assert outcomes[1] in (1, "CONVERSATION_CLOSED")
        assert _rows_of(db, made.owner) == 0
        assert value(db, "select closed_at is not null from conversations where id = %s", made.conversation)

    return Calls(
        as_service(ERASE, _asked_for(db, made.owner)),
        as_user(made.person, SEND, made.conversation, uuid4()), check,
    )  # fmt: skip


def somebody_is_erased_while_they_are_told_of_what_waits(db: Connection) -> Calls:
    db.execute("update conversation_members set waits_since = null where waits_since is not null")
    made = talk(db)
    in_daylight(db, made.person)
    send(db, made.conversation, made.owner)

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] == "done"
        assert value(db, "select count(*) from notifications where user_id = %s", made.person) == 0
        assert _rows_of(db, made.person) == 0

    return Calls(
        as_service(ERASE, _asked_for(db, made.person)),
        as_service(waiting.notify_waiting_messages, datetime.now(UTC) + timedelta(minutes=11), 100), check,
    )  # fmt: skip


def an_offer_is_accepted_while_a_colleague_is_erased(db: Connection) -> Calls:
    market = make_market(db)
    colleague = make_member(db, market.brand, "brand_admin")
    deal = offer(db, market, 10_000)

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] == "ok"
        assert outcomes[1] == "done"
        assert _rows_of(db, colleague) == 0

    return Calls(
        as_user(market.creator, statement("select 'ok' from app.accept_offer({})"), deal),
        as_service(ERASE, _asked_for(db, colleague)), check,
    )  # fmt: skip


def what_was_kept_is_forgotten_while_the_one_who_answered_is_erased(db: Connection) -> Calls:
    brand = talk(db)
    people = [make_user(db) for _ in range(2)]
    for person in reversed(people):
        make_invitation(db, make_campaign(db, brand.owner), person)
        conversation = open_conversation(db, brand.owner, brand=brand.brand, person=person)
        send(db, conversation, person)
        send(db, conversation, brand.owner)
        db.execute("update conversations set legal_hold = true where id = %s", (conversation,))
    for person in people:
        assert value(db, "select app.erase_user(%s)", _asked_for(db, person)) == "done"
    db.execute("update conversations set legal_hold = false where legal_hold")

    def check(outcomes: Outcomes) -> None:
        assert outcomes == (2, "done")
        assert value(db, "select count(*) from message_originals where why = 'erasure'") == 0

    return Calls(
        as_service(statement("select app.forget_kept_messages({})"), 100),
        as_service(ERASE, _asked_for(db, brand.owner)), check,
    )  # fmt: skip


def what_is_unread_is_corrected_while_a_member_leaves(db: Connection) -> Calls:
    made = talk(db)
    leaving = make_member(db, made.brand, "campaign_manager")
    other = make_user(db)
    make_invitation(db, make_campaign(db, made.owner), other)
    later = open_conversation(db, made.owner, brand=made.brand, person=other)
    send(db, later, other)
    send(db, made.conversation, made.person)
    for conversation in (later, made.conversation):  # as they lie in the table
        db.execute(
            "update conversation_members set unread_count = 7 where conversation_id = %s and user_id = %s",
            (conversation, leaving),
        )
    leave = statement(
        "update brand_memberships set status = 'removed' where brand_id = {} and user_id = {} returning true"
    )

    def check(outcomes: Outcomes) -> None:
        assert outcomes[1] is True
        assert _rows_of(db, leaving) == 0
        assert miscounted(db) == []

    return Calls(
        as_service(statement("select corrected from app.recount_unread({}, 1000)"), UUID(int=0)),
        as_user(made.owner, leave, made.brand, leaving), check,
    )  # fmt: skip
