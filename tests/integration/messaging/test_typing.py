"""Who is writing is told at once or not at all, and stands in no table."""

import json
import time
from uuid import uuid4

import pytest

from common import queues
from messaging.typing import service as typing
from tests.factories.messaging import Talk
from tests.factories.people import make_member
from tests.factories.push_service import Mood
from tests.integration.messaging.hearing import Hearing
from tests.typing import Connection


@pytest.fixture
def ours(db: Connection, ours: Talk) -> Talk:
    """With a row for each who takes part, though nothing was written."""
    db.execute("select app.admit_members(c) from conversations as c where c.id = %s", (ours.conversation,))
    return ours


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What went into the queue."""
    bodies: list[str] = []
    monkeypatch.setattr(typing, "tell", lambda queue, said: bodies.append(f"{queue} {json.dumps(said)}"))
    return bodies


def announced(ours: Talk, sent: list[str]) -> str:
    typing.announce(ours.conversation, ours.person, "person")
    queue, _, body = sent[-1].partition(" ")
    assert queue == queues.REALTIME
    return body


def test_typing_is_heard_by_the_others_and_written_nowhere(
    ours: Talk, hearing: Hearing, sent: list[str]
) -> None:
    hearing.run(announced(ours, sent))
    assert hearing.heard(ours.owner) == [{
        "v": 1, "type": "typing", "conversation_id": str(ours.conversation),
        "user_id": str(ours.person), "side": "person",
    }]  # fmt: skip
    assert hearing.heard(ours.person) == []
    assert hearing.hints() == []


def test_several_announcements_in_one_delivery_are_one(ours: Talk, hearing: Hearing, sent: list[str]) -> None:
    body = announced(ours, sent)
    hearing.run(body, "{}", body)
    assert len(hearing.heard(ours.owner)) == 1


def test_after_six_seconds_it_is_worth_nothing(ours: Talk, hearing: Hearing, sent: list[str]) -> None:
    said = json.loads(announced(ours, sent))
    hearing.run(json.dumps(said | {"at": time.time() - 6.1}))
    assert hearing.heard(ours.owner) == []
    hearing.run(json.dumps(said | {"at": time.time() - 4}))
    assert len(hearing.heard(ours.owner)) == 1


def test_who_was_removed_meanwhile_does_not_hear_it(
    db: Connection, ours: Talk, hearing: Hearing, sent: list[str]
) -> None:
    member = make_member(db, ours.brand, "campaign_manager")
    db.execute("select app.admit_members(c) from conversations as c where c.id = %s", (ours.conversation,))
    hearing.run(announced(ours, sent))
    assert len(hearing.heard(member)) == 1
    db.execute("update brand_memberships set status = 'removed' where user_id = %s", (member,))
    hearing.run(announced(ours, sent))
    assert len(hearing.heard(member)) == 1


def test_a_push_service_that_is_down_costs_nothing_but_the_hint(
    ours: Talk, hearing: Hearing, sent: list[str]
) -> None:
    hearing.push.always = Mood(503)
    hearing.run(announced(ours, sent))
    hearing.push.always = None
    hearing.run()
    assert hearing.heard(ours.owner) == []


@pytest.mark.parametrize(
    "body",
    ["", "[]", "1", "{", '{"type": "typing"}', '{"type": "typing", "at": "x"}',
     f'{{"type": "typing", "at": 1e12, "conversation_id": "x", "user_id": "{uuid4()}"}}',
     f'{{"type": "typing", "at": 1e12, "conversation_id": "{uuid4()}", "user_id": null}}'],
)  # fmt: skip
def test_a_message_that_cannot_be_read_is_passed_over(
    ours: Talk, hearing: Hearing, sent: list[str], body: str
) -> None:
    hearing.run(body, announced(ours, sent))
    assert len(hearing.heard(ours.owner)) == 1
