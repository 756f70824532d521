"""Messages by the real client of AppSync Events (aws-amplify): nothing is missing, nothing is there twice.

Two people write 250 messages each, at once, while their lines are cut, and the push service is away for a while: at
messages that a seed names. What each knows at the end is what the database has; so is what is unread.
"""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import pytest

from tests.e2e.amplify.people import Player, playing, workshop
from tests.e2e.system import RunningSystem, running
from tests.factories.limits import allow_many_messages

PARTS = 5
MESSAGES_EACH_PART = 50
MESSAGES_EACH = PARTS * MESSAGES_EACH_PART
MOST_PAUSE_MS = 60
SECONDS_TO_RECONNECT = 60.0
"""Amplify waits five seconds before it tries again."""
SECONDS_TO_SETTLE = 10.0
SECONDS_AWAY = 2
SEED = 19


@dataclass(frozen=True)
class Talk:
    """A conversation of the demo accounts on a system of its own."""

    system: RunningSystem
    folder: Path
    scratch: Path
    id: str

    @contextmanager
    def person(self, name: str) -> Iterator[Player]:
        """Somebody who listens with the real client."""
        given = {
            "url": self.system.url,
            "token": self.system.token(f"{name}@example.com"),
            "conversation": self.id,
        }
        roots = self.system.data_dir.realtime_roots
        with playing(self.folder, self.scratch / f"{name}.log", roots, **given) as player:
            yield player

    def stored(self) -> list[tuple[int, str, str]]:
        """What the database has, in order: number, text, and who wrote it."""
        with psycopg.connect(self.system.database_url) as db:
            return db.execute(
                "select m.seq, m.body, split_part(u.email, '@', 1) from messages as m"
                " inner join auth.users as u on u.id = m.sender_user_id where m.conversation_id = %s order by m.seq",
                (self.id,),
            ).fetchall()

    def wait_for(self, number: int) -> None:
        """Until so many messages are stored, whoever knows of them."""
        until = time.monotonic() + SECONDS_TO_RECONNECT
        with psycopg.connect(self.system.database_url, autocommit=True) as db:
            while _one(db, "select last_seq from conversations where id = %s", self.id) < number:
                assert time.monotonic() < until, f"message {number} was not written"
                time.sleep(0.02)

    def send(self, name: str, client_id: str, body: str) -> None:
        """A message over HTTP alone."""
        self.system.client.post(
            f"/api/v1/conversations/{self.id}/messages", headers=self.system.signed_in(f"{name}@example.com"),
            json={"client_id": client_id, "body": body},
        ).raise_for_status()  # fmt: skip

    def unread(self, name: str) -> int:
        """As the API answers."""
        answer = self.system.client.get(
            f"/api/v1/conversations/{self.id}", headers=self.system.signed_in(f"{name}@example.com")
        )
        unread: int = answer.json()["me"]["unread_count"]
        return unread


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    """Brand and creator of a deal."""
    scratch = tmp_path_factory.mktemp("messages")
    folder = workshop()
    with running(scratch / "data") as system:
        with psycopg.connect(system.database_url) as db:
            allow_many_messages(db)
        yield Talk(system, folder, scratch, conversation_of_demo_accounts(system))


def conversation_of_demo_accounts(system: RunningSystem) -> str:
    """The one about a deal that both have."""
    both = [
        {deal["id"] for deal in system.client.get("/api/v1/deals", headers=headers).json()["data"]}
        for headers in (system.signed_in("brand@example.com"), system.signed_in("creator@example.com"))
    ]
    answer = system.client.post(
        "/api/v1/conversations", headers=system.signed_in("brand@example.com"),
        json={"kind": "deal", "subject_id": sorted(both[0] & both[1])[0]},
    )  # fmt: skip
    answer.raise_for_status()
    made: str = answer.json()["id"]
    return made


def places_to_cut() -> list[int]:
    """After which message of each part the lines break, while both go on writing."""
    chance = random.Random(SEED)
    places = [chance.randint(MESSAGES_EACH_PART // 2, MESSAGES_EACH_PART) for _ in range(PARTS)]
    print(f"seed {SEED}: lines break after {places}")  # noqa: T201 - shown where the test fails
    return places


def break_lines(system: RunningSystem, part: int) -> int:
    """Cut both lines, and be away for a while in one of the parts; returns how many were cut."""
    cut: int = system.client.post("/_local/realtime/cut").json()["cut"]
    if part == PARTS // 2:
        away = {"seconds": SECONDS_AWAY}
        system.client.post("/_local/realtime/restart", json=away).raise_for_status()
    return cut


def write_a_part(talk: Talk, people: dict[str, Player], part: int, place: int) -> int:
    """Both write while their lines break, and hear everything once they are mended; returns how many were cut."""
    before, first = len(talk.stored()), part * MESSAGES_EACH_PART + 1
    for name, person in people.items():
        last_one = first + MESSAGES_EACH_PART - 1
        person.order("write", first=first, last=last_one, name=name, most_ms=MOST_PAUSE_MS)
    talk.wait_for(before + place)
    cut = break_lines(talk.system, part)
    for person in people.values():
        assert person.answer() == {}
    last = before + 2 * MESSAGES_EACH_PART
    for person in people.values():
        assert person.ask("connected", times=part + 2, seconds=SECONDS_TO_RECONNECT) == {"stands": True}
        assert person.ask("until", seq=last, seconds=SECONDS_TO_RECONNECT) == {"last": last}
    return cut


def test_two_people_write_500_messages_while_their_lines_break(talk: Talk) -> None:
    with talk.person("brand") as brand, talk.person("creator") as creator:
        people = {"brand": brand, "creator": creator}
        before = len(talk.stored())
        cut = [write_a_part(talk, people, part, place) for part, place in enumerate(places_to_cut())]
        told = {name: _what_is_known(talk, name, person) for name, person in people.items()}
        for name, person in people.items():
            _read_and_count(talk, name, person)
    stored = talk.stored()
    assert [seq for seq, _, _ in stored] == list(range(1, before + 2 * MESSAGES_EACH + 1))
    assert sorted(body for _, body, _ in stored[before:]) == sorted(
        f"{name} {number}" for name in people for number in range(1, MESSAGES_EACH + 1)
    )
    for name, said in told.items():
        assert [tuple(one) for one in said["messages"]] == [(seq, body) for seq, body, _ in stored], name
        assert said["unread"] == _of_others(stored, name), name
        _require_bad_days(said["counts"])
    assert cut == [2] * PARTS


def _what_is_known(talk: Talk, name: str, person: Player) -> dict[str, Any]:
    """What somebody knows once all hints have come.

    A message that was fetched is there before its own hint, which says how many are unread.
    """
    until, unread = time.monotonic() + SECONDS_TO_SETTLE, talk.unread(name)
    while (said := person.ask("tell"))["unread"] != unread and time.monotonic() < until:
        time.sleep(0.1)
    return said


def _require_bad_days(counts: dict[str, int]) -> None:
    """Lines broke, and both ways were taken: what was pushed, and what was caught up."""
    assert counts["connected"] > PARTS, counts
    assert counts["pushed"] > MESSAGES_EACH / 10, counts
    assert counts["fetched"] > MESSAGES_EACH, counts


def _read_and_count(talk: Talk, name: str, person: Player) -> None:
    """What is unread behind a mark is exact, in the answer to it and in a later one; it only goes forward."""
    stored = talk.stored()
    last = len(stored)
    for seq in (last - 100, last - 300, last - 7, last):
        reached = max(seq, last - 100)
        behind = _of_others(stored[reached:], name)
        assert person.ask("read", seq=seq) == {"unread": behind}
        assert talk.unread(name) == behind


def _of_others(stored: list[tuple[int, str, str]], name: str) -> int:
    return sum(1 for *_, sender in stored if sender != name)


def _one(db: psycopg.Connection, statement: LiteralString, of: str) -> Any:
    row = db.execute(statement, (of,)).fetchone()
    assert row is not None
    return row[0]
