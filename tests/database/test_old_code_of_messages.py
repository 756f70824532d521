"""What the code of the release before does with messages of participations: by a view, also after a roll-back."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg
import pytest
from psycopg.types.json import Jsonb

from database_migrations.runner import migrate
from tests.conftest import Database
from tests.factories.people import make_member
from tests.interleaving.pairs.scene import Scene
from tests.typing import Connection

SENT_BY_OLD_CODE = (
    "insert into campaign_messages (participant_id, campaign_id, brand_id, creator_user_id, sender_user_id, body)"
    " select id, campaign_id, brand_id, creator_user_id, auth.uid(), %s from campaign_participants where id = %s"
    " returning id, sender_user_id, from_creator, body, read_at, created_at"
)
READ_BY_OLD_CODE = (
    "update campaign_messages set read_at = now() where participant_id = %s and read_at is null"
    " and from_creator <> (creator_user_id = auth.uid())"
)
UNREAD_BY_OLD_CODE = (
    "select participant_id, count(*) from campaign_messages where read_at is null"
    " and from_creator <> (creator_user_id = auth.uid()) group by participant_id order by participant_id"
)


@contextmanager
def acting(database: Database, user: UUID) -> Iterator[Connection]:
    """A request of somebody, as an API makes it."""
    with database.connect("api_login", autocommit=False) as request:
        request.execute("select app.begin_request(%s)", (Jsonb({"sub": str(user)}),))
        yield request


@pytest.fixture
def scene(database: Database) -> Iterator[tuple[Scene, UUID, UUID]]:
    """A campaign, its creator and participant, in a database of this tree."""
    with database.connect() as db:
        made = Scene(db)
        creator, participant = made.accepted()
        yield made, creator, participant


@pytest.fixture(params=["beside this release", "rolled back to"])
def old_code(database: Database, request: pytest.FixtureRequest) -> str:
    """Where the code of the release before runs: a roll-back has taken the functions of messages away."""
    state: str = request.param
    if state == "rolled back to":
        with database.connect() as db:
            db.execute("drop function if exists app.put_message, app.mark_read cascade")
    return state


@pytest.mark.usefixtures("old_code")
def test_old_code_writes_reads_and_counts_as_before(
    database: Database, scene: tuple[Scene, UUID, UUID]
) -> None:
    campaign, creator, participant = scene
    with acting(database, creator) as request:
        sent = [
            request.execute(SENT_BY_OLD_CODE, (body, participant)).fetchone() for body in ("Hello", "Again")
        ]
    with acting(database, campaign.owner) as request:
        assert request.execute(UNREAD_BY_OLD_CODE).fetchall() == [(participant, 2)]
        assert request.execute(READ_BY_OLD_CODE, (participant,)).rowcount == 2
        assert request.execute(READ_BY_OLD_CODE, (participant,)).rowcount == 0
        assert request.execute(UNREAD_BY_OLD_CODE).fetchall() == []
        answer = request.execute(SENT_BY_OLD_CODE, ("Welcome", participant)).fetchone()
    for row, body in zip(sent, ("Hello", "Again"), strict=True):
        assert row is not None
        assert row[1:5] == (creator, True, body, None)
    assert answer is not None
    assert answer[1:5] == (campaign.owner, False, "Welcome", None)
    with acting(database, creator) as request:
        rows = request.execute(
            "select body, read_at is not null from campaign_messages where participant_id = %s and id < %s"
            " order by id desc",
            (participant, answer[0]),
        ).fetchall()
        assert rows == [("Again", True), ("Hello", True)]
        assert request.execute(READ_BY_OLD_CODE, (participant,)).rowcount == 1


@pytest.mark.usefixtures("old_code")
def test_old_code_is_refused_what_it_was_refused(database: Database, scene: tuple[Scene, UUID, UUID]) -> None:
    campaign, creator, participant = scene
    analyst = make_member(campaign.db, campaign.brand, "analyst")
    with acting(database, creator) as request:
        request.execute(SENT_BY_OLD_CODE, ("Hello", participant))
    with acting(database, analyst) as request:
        assert request.execute("select body from campaign_messages").fetchall() == [("Hello",)]
        assert request.execute(READ_BY_OLD_CODE, (participant,)).rowcount == 0
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            request.execute(SENT_BY_OLD_CODE, ("Hi", participant))
    with acting(database, creator) as request, pytest.raises(psycopg.errors.InsufficientPrivilege):
        request.execute(
            "insert into campaign_messages (participant_id, campaign_id, brand_id, creator_user_id, sender_user_id,"
            " body) select id, campaign_id, brand_id, creator_user_id, %s, 'Forged' from campaign_participants",
            (campaign.owner,),
        )
    with acting(database, creator) as request, pytest.raises(psycopg.errors.InsufficientPrivilege):
        request.execute("update campaign_messages set body = 'I never said that'")
    stranger, _ = campaign.invited()
    with acting(database, stranger) as request:
        assert request.execute("select count(*) from campaign_messages").fetchone() == (0,)
        assert request.execute(READ_BY_OLD_CODE, (participant,)).rowcount == 0
    campaign.db.execute("update campaign_participants set status = 'inactive' where id = %s", (participant,))
    with acting(database, creator) as request, pytest.raises(psycopg.errors.InsufficientPrivilege):
        request.execute(SENT_BY_OLD_CODE, ("Why?", participant))


@pytest.mark.usefixtures("old_code")
def test_twenty_of_old_code_at_once_are_numbered_without_gaps(
    database: Database, scene: tuple[Scene, UUID, UUID]
) -> None:
    campaign, creator, participant = scene
    failures: list[BaseException] = []

    def write(writer: UUID) -> None:
        try:
            for _ in range(5):
                with acting(database, writer) as request:
                    request.execute(SENT_BY_OLD_CODE, ("Hello", participant))
        except psycopg.Error as failure:
            failures.append(failure)

    threads = [threading.Thread(target=write, args=(who,)) for who in (creator, campaign.owner) * 10]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    numbers = campaign.db.execute("select seq from messages order by seq").fetchall()
    assert [number for (number,) in numbers] == [*range(1, 101)]


def test_the_old_erasure_blanks_through_the_view(database: Database, scene: tuple[Scene, UUID, UUID]) -> None:
    campaign, creator, participant = scene
    with acting(database, creator) as request:
        request.execute(SENT_BY_OLD_CODE, ("Hello", participant))
    campaign.db.execute("set role app_internal")
    erased = campaign.db.execute(
        "update public.campaign_messages as m set body = '[erased]' where m.sender_user_id = %s", (creator,)
    )
    assert erased.rowcount == 1
    campaign.db.execute("reset role")
    assert campaign.db.execute("select body from messages").fetchall() == [("[erased]",)]


def test_a_run_of_the_tree_leaves_the_view_alone(database: Database) -> None:
    with database.connect() as db:
        before = db.execute("select 'campaign_messages'::regclass::oid").fetchone()
        migrate(database.url("app_owner"))
        assert db.execute("select 'campaign_messages'::regclass::oid").fetchone() == before
