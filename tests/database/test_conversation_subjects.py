"""What conversations are about: deals open them, what is over closes them, and only who is connected writes."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any, LiteralString
from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.deals import act, claim, make_gig, make_market, offer, open_gig, refused, value
from tests.factories.messaging import open_conversation, send
from tests.factories.people import make_member
from tests.interleaving.pairs.scene import Scene
from tests.typing import Connection

CLOSE: LiteralString = "select looked_at, closed, last_id from app.close_conversations(%s, %s, %s)"
FIRST = UUID(int=0)


def talk_of(db: Connection, subject: UUID) -> UUID:
    """The open conversation about something."""
    found: UUID = value(
        db, "select id from conversations where subject_id = %s and closed_at is null", subject
    )
    return found


def close(db: Connection, after_days: float, most: int = 100) -> tuple[int, int]:
    """What the job does so many days from now, in one lot: how many it looked at, how many it closed."""
    as_of = datetime.now(UTC) + timedelta(days=after_days)
    row = db.execute(CLOSE, (as_of, FIRST, most)).fetchone()
    assert row is not None
    return row[0], row[1]


def shown(db: Connection, talk: UUID) -> list[tuple[Any, ...]]:
    """The messages of a conversation."""
    return db.execute(
        "select seq, side, sender_user_id, kind, body, metadata ->> 'status' from messages where conversation_id = %s"
        " order by seq",
        (talk,),
    ).fetchall()


def test_an_offer_is_shown_to_the_other_side_and_so_is_its_acceptance(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        colleague = make_member(db, market.brand, "campaign_manager")
        deal = offer(db, market, 10_000)
        talk = talk_of(db, deal)
        waiting = (
            "select user_id, unread_count, notified_seq from conversation_members where conversation_id = %s"
        )
        assert {row[0]: row[1:] for row in db.execute(waiting, (talk,)).fetchall()} == {
            market.owner: (0, 1), market.creator: (1, 1), colleague: (1, 1),
        }  # fmt: skip
        act(db, market.creator, "select app.accept_offer(%s)", deal)
        assert shown(db, talk) == [
            (1, "brand", market.owner, "offer", 'Offer: "A video"', "offered"),
            (2, "person", market.creator, "offer", 'Offer accepted: "A video"', "active"),
        ]


def test_what_waits_already_is_still_told_by_mail(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        deal = offer(db, market, 10_000)
        talk = talk_of(db, deal)
        send(db, talk, market.owner, "What do you think?")
        act(db, market.creator, "select app.accept_offer(%s)", deal)
        marks = "select notified_seq from conversation_members where conversation_id = %s and user_id = %s"
        assert value(db, marks, talk, market.creator) == 1
        assert value(db, marks, talk, market.owner) == 3


def test_a_claim_opens_a_conversation_and_says_nothing(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        claim(db, open_gig(db, market), market.creator)
        deal = value(db, "select id from deals")
        assert shown(db, talk_of(db, deal)) == []
        assert value(db, "select created_by from conversations") == market.creator


def test_many_deals_at_once_open_as_many_in_one_statement(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        offer(db, market, 10_000)
        with db.transaction(force_rollback=True):  # before their sums are looked at
            db.execute(
                "insert into deals (brand_id, creator_user_id, currency, price, fee_basis_points, fee, total, title,"
                " terms, terms_hash, status, offer_expires_at, closed_at) select brand_id, creator_user_id, currency,"
                " price, fee_basis_points, fee, total, title, terms, terms_hash,"
                " case when g = 300 then 'expired' else status end, offer_expires_at,"
                " case when g = 300 then now() end from deals, generate_series(1, 300) as g"
            )
            assert value(db, "select count(*) from conversations where kind = 'deal'") == 300
        of_a_row = "select tgtype & 1 from pg_trigger where tgname = 'open_deal_conversations'"
        assert value(db, of_a_row) == 0


def application(db: Connection) -> tuple[UUID, UUID, UUID]:
    """An application, its creator, and who answers it."""
    market = make_market(db)
    gig = open_gig(db, market, mode="application")
    return (
        act(db, market.creator, "select app.apply_to_gig(%s, 'Me!', 10000, '[]')", gig),
        market.creator,
        market.owner,
    )


def declined_offer(db: Connection) -> tuple[UUID, UUID]:
    market = make_market(db)
    deal = offer(db, market, 10_000)
    act(db, market.creator, "select app.decline_offer(%s)", deal)
    return deal, market.creator


def rejected_application(db: Connection) -> tuple[UUID, UUID]:
    asked, creator, owner = application(db)
    open_conversation(db, creator, kind="gig", subject=asked)
    act(db, owner, "select app.answer_application(%s, 'rejected', 'other')", asked)
    return asked, creator


def left_campaign(db: Connection) -> tuple[UUID, UUID]:
    creator, participant = Scene(db).accepted()
    open_conversation(db, creator, kind="campaign", subject=participant)
    act(db, creator, "select app.leave_campaign(%s, 'No time')", participant)
    return participant, creator


def ended_campaign(db: Connection) -> tuple[UUID, UUID]:
    scene = Scene(db)
    creator, participant = scene.accepted()
    open_conversation(db, creator, kind="campaign", subject=participant)
    act(
        db,
        scene.owner,
        "update campaigns set status = 'completed' where id = %s returning id",
        scene.campaign,
    )
    return participant, creator


@pytest.mark.parametrize("over", [declined_offer, rejected_application, left_campaign, ended_campaign])
def test_what_is_over_is_closed_thirty_days_later_and_not_begun_anew(
    database: Database, over: Callable[[Connection], tuple[UUID, UUID]]
) -> None:
    with database.connect() as db:
        subject, creator = over(db)
        talk = talk_of(db, subject)
        assert close(db, 29.9) == (1, 0)
        assert close(db, 30.1) == (1, 1)
        assert close(db, 30.1) == (0, 0)
        kind = str(value(db, "select kind from conversations"))
        refusal = "IM005" if over is left_campaign else "IZ001"
        assert refused(
            db, creator, "select app.send_message(%s, uuidv7(), 'Hello?', '{}', null, '{}')", talk
        ) == refusal  # fmt: skip
        backdate(db, kind, subject)
        ask: LiteralString = "select app.open_conversation(%s, %s, null, null)"
        assert refused(db, creator, ask, kind, subject) == "IZ001"


def backdate(db: Connection, kind: str, subject: UUID) -> None:
    """As if a subject had ended 31 days earlier."""
    db.execute("set session_replication_role = replica")
    ago = datetime.now(UTC) - timedelta(days=31)
    if kind == "deal":
        db.execute("update deals set closed_at = %s where id = %s", (ago, subject))
    elif kind == "gig":
        db.execute("update gig_applications set answered_at = %s where id = %s", (ago, subject))
    else:
        db.execute("update campaign_participants set left_at = %s where left_at is not null", (ago,))
        db.execute("update campaign_history set created_at = %s", (ago,))
    db.execute("set session_replication_role = origin")


def test_what_goes_on_stays_open(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        offer(db, market, 10_000)
        scene = Scene(db)
        creator, participant = scene.accepted()
        open_conversation(db, creator, kind="campaign", subject=participant)
        asked, applicant, owner = application(db)
        open_conversation(db, applicant, kind="gig", subject=asked)
        act(db, owner, "select app.answer_application(%s, 'approved')", asked)
        assert close(db, 4_000) == (4, 0)


def test_an_approved_application_is_over_with_its_deal(database: Database) -> None:
    with database.connect() as db:
        asked, applicant, owner = application(db)
        open_conversation(db, applicant, kind="gig", subject=asked)
        deal = act(db, owner, "select app.answer_application(%s, 'approved')", asked)
        assert value(db, "select app.subject_over_since('gig', %s)", asked) is None
        db.execute("update deals set status = 'cancelled', closed_at = now() where id = %s", (deal,))
        assert value(db, "select app.subject_over_since('gig', %s)", asked) is not None


def test_lots_go_on_behind_the_last_and_pass_by_who_writes(database: Database) -> None:
    with database.connect() as db, database.connect(autocommit=False) as writer:
        subjects = [declined_offer(db)[0] for _ in range(3)]
        talks = sorted(talk_of(db, subject) for subject in subjects)
        writer.execute("select from conversations where id = %s for no key update", (talks[0],))
        later = datetime.now(UTC) + timedelta(days=31)
        assert db.execute(CLOSE, (later, FIRST, 2)).fetchone() == (2, 1, talks[1])
        assert db.execute(CLOSE, (later, talks[1], 2)).fetchone() == (1, 1, talks[2])
        assert db.execute(CLOSE, (later, talks[2], 2)).fetchone() == (0, 0, None)
        writer.rollback()
        assert close(db, 31) == (1, 1)


def test_what_lives_again_is_talked_about_anew(database: Database) -> None:
    with database.connect() as db:
        participant, creator = left_campaign(db)
        first = talk_of(db, participant)
        assert close(db, 31) == (1, 1)
        db.execute(
            "update campaign_participants set status = 'active', left_at = null where id = %s", (participant,)
        )
        second = act(db, creator, "select app.participation_conversation(%s)", participant)
        assert second != first
        assert send(db, second, creator, "I am back.") == 1


def test_two_first_words_at_once_are_two_messages_of_one_conversation(database: Database) -> None:
    with database.connect() as db:
        scene = Scene(db)
        creator, participant = scene.accepted()
    ready = threading.Barrier(8)

    def write(who: UUID) -> int:
        with database.connect() as db:
            ready.wait()
            talk = act(db, who, "select app.participation_conversation(%s)", participant)
            return send(db, talk, who)

    with ThreadPoolExecutor(8) as at_once:
        numbers = sorted(at_once.map(write, [creator, scene.owner] * 4))
    assert numbers == [*range(1, 9)]
    with database.connect() as db:
        assert value(db, "select count(*) from conversations") == 1


def test_a_gig_without_a_word_has_no_conversation(database: Database) -> None:
    with database.connect() as db:
        make_gig(db, make_market(db))
        application(db)
        assert value(db, "select count(*) from conversations") == 0
