"""Messages by the real client of AppSync Events (aws-amplify): nothing is missing, nothing is there twice.

Two people write 250 messages each, at once, while their lines are cut at random, and the push service is away for a
while. What each knows at the end is what the database has; so is what is unread.
"""

import random
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.e2e.amplify.people import Player, playing, workshop
from tests.e2e.system import RunningSystem, running
from tests.factories.limits import allow_many_messages

MESSAGES_EACH = 250
MOST_PAUSE_MS = 240
SECONDS_TO_WRITE = 600.0
SECONDS_TO_RECONNECT = 60.0
"""Amplify waits five seconds before it tries again."""
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

    def stored(self) -> list[tuple[int, str]]:
        """What the database has, in order."""
        with psycopg.connect(self.system.database_url) as db:
            return db.execute(
                "select seq, body from messages where conversation_id = %s order by seq", (self.id,)
            ).fetchall()

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


def break_lines_at_random(system: RunningSystem, people: Iterable[Player]) -> int:
    """Cut all lines now and then while they write, and once be away; returns how many lines were cut."""
    chance, cut, was_away = random.Random(SEED), 0, False
    until = time.monotonic() + SECONDS_TO_WRITE
    while not all(person.has_answered() for person in people) and time.monotonic() < until:
        time.sleep(chance.uniform(2.0, 7.0))
        cut += system.client.post("/_local/realtime/cut").json()["cut"]
        if not was_away:
            was_away = True
            system.client.post("/_local/realtime/restart", json={"seconds": 2}).raise_for_status()
    return cut


def test_two_people_write_500_messages_while_their_lines_break(talk: Talk) -> None:
    with talk.person("brand") as brand, talk.person("creator") as creator:
        people = {"brand": brand, "creator": creator}
        before = len(talk.stored())
        for name, person in people.items():
            person.order("write", number=MESSAGES_EACH, name=name, most_ms=MOST_PAUSE_MS)
        cut = break_lines_at_random(talk.system, people.values())
        for person in people.values():
            assert person.answer() == {}
        last = before + 2 * MESSAGES_EACH
        for person in people.values():
            assert person.ask("until", seq=last, seconds=SECONDS_TO_RECONNECT) == {"last": last}
        told = {name: person.ask("tell") for name, person in people.items()}
        for name, person in people.items():
            _read_and_count(talk, name, person, last)
    stored = talk.stored()
    assert [seq for seq, _ in stored] == list(range(1, last + 1))
    written = [body for _, body in stored]
    assert sorted(written[before:]) == sorted(
        f"{name} {number}" for name in people for number in range(1, MESSAGES_EACH + 1)
    )
    for name, said in told.items():
        assert [tuple(one) for one in said["messages"]] == stored, name
        assert said["unread"] == _foreign(stored, name), name
        _require_bad_days(said["counts"])
    assert cut >= 4


def _require_bad_days(counts: dict[str, int]) -> None:
    """Lines broke, and both ways were taken: what was pushed, and what was caught up."""
    assert counts["connected"] >= 3, counts
    assert counts["pushed"] > MESSAGES_EACH / 10, counts
    assert counts["fetched"] > MESSAGES_EACH, counts


def _read_and_count(talk: Talk, name: str, person: Player, last: int) -> None:
    """What is unread behind a mark is exact, in the answer to it and in a later one; it only goes forward."""
    stored = talk.stored()
    for seq in (last - 100, last - 300, last - 7, last):
        reached = max(seq, last - 100)
        behind = _foreign(stored[reached:], name)
        assert person.ask("read", seq=seq) == {"unread": behind}
        assert talk.unread(name) == behind


def _foreign(stored: list[tuple[int, Any]], name: str) -> int:
    return sum(1 for _, body in stored if not body.startswith(name))
