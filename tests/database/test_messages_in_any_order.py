"""Whatever people do in whichever order, their counts are what a model says, and what a recount finds."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, LiteralString
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Database
from tests.database.message_model import Conversation
from tests.factories.deals import act, refused, value
from tests.factories.messaging import Talk, miscounted, read_up_to, send, seqs, talk
from tests.factories.people import make_erasure_request, make_member, make_user
from tests.typing import Connection

SIDES = ("owner", "colleague", "reader", "person")
HOLD: LiteralString = "select app.hold_message(%s, %s, 'See paypa1.com', '{}', null, 'lookalike')"
REDACT: LiteralString = "select app.redact_message(%s, %s, 'abuse')"
TELL: LiteralString = (
    "select app.put_message(c, null, 'system', %s, 'system', 'Hello', '{}', null, '{}') from"
    " (select l from conversations as l where id = %s for no key update) as locked (c)"
)
ANYBODY, SHARES = st.sampled_from(SIDES), st.integers(0, 100)


@dataclass
class Crowd:
    """A brand of three and a creator in one conversation, and what the model says of it."""

    db: Connection
    made: Talk
    people: dict[str, UUID]
    admin: UUID
    model: Conversation
    waiting: list[tuple[str, UUID]] = field(default_factory=list)

    def send(self, who: str, _: int) -> None:
        """Somebody writes; who only reads does not."""
        if who != "reader":
            send(self.db, self.made.conversation, self.people[who])
            self.model.put(who)

    def read(self, who: str, seq: int) -> None:
        """Somebody has read up to a message."""
        read_up_to(self.db, self.made.conversation, self.people[who], seq)
        self.model.read(who, seq)

    def get(self, who: str, seq: int) -> None:
        """A device has got it: counts nothing."""
        self._act(who, "select app.mark_delivered(%s, %s)", seq)
        self.model.row(who)

    def mark(self, who: str, _: int) -> None:
        """Somebody wants to come back to it."""
        self._act(who, "select app.set_member(%s, %s)", '{"marked_unread": true}')
        self.model.row(who).marked = True

    def archive(self, who: str, _: int) -> None:
        """Somebody puts it away."""
        self._act(who, "select app.set_member(%s, %s)", '{"archived": true}')
        self.model.row(who).archived = True

    def leave(self, who: str, _: int) -> None:
        """Somebody of the brand belongs to it no more."""
        if who not in {"owner", "person"}:
            self.db.execute(
                "update brand_memberships set status = 'removed' where brand_id = %s and user_id = %s",
                (self.made.brand, self.people[who]),
            )
            self.model.leave(who)

    def tell(self, _: str, __: int) -> None:
        """The system says something."""
        self.db.execute(TELL, (uuid4(), self.made.conversation))
        self.model.put(None)

    def hold(self, who: str, _: int) -> None:
        """A rule keeps back what somebody writes: nobody counts it."""
        if who != "reader":
            self.waiting.append((who, self._act(who, HOLD, uuid4())))

    def release(self, _: str, number: int) -> None:
        """What waits comes like any other, if who wrote it still could; else it goes on waiting."""
        if not self.waiting:
            return
        who, held = self.waiting[number % len(self.waiting)]
        decided = "select app.release_held_message(%s, 'fine')"
        if who in self.model.audience:
            act(self.db, self.admin, decided, held)
            self.waiting.remove((who, held))
            self.model.put(who)
        else:
            assert refused(self.db, self.admin, decided, held) == "IZ010"

    def refuse(self, _: str, number: int) -> None:
        """What waits never comes."""
        if self.waiting:
            _, held = self.waiting.pop(number % len(self.waiting))
            act(self.db, self.admin, "select app.refuse_held_message(%s, 'no')", held)

    def redact(self, _: str, seq: int) -> None:
        """A text is taken away: it is unread as before."""
        if seq:
            act(self.db, self.admin, REDACT, self.made.conversation, seq)

    def erase(self, who: str, _: int) -> None:
        """Somebody of the brand is erased, with what waits of them; what they wrote stays counted."""
        if who not in {"owner", "person"}:
            request = make_erasure_request(self.db, self.people[who])
            assert act(self.db, None, "select app.erase_user(%s)", request) == "done"
            self.model.leave(who)
            self.waiting = [one for one in self.waiting if one[0] != who]

    def _act(self, who: str, query: LiteralString, given: object) -> Any:
        return act(self.db, self.people[who], query, self.made.conversation, given)

    def require_agreement(self) -> None:
        """The rows say what the model says, and what a recount finds; numbers have no gap."""
        rows = self.db.execute(
            "select user_id, last_read_seq, unread_count, marked_unread, archived_at is not null"
            " from conversation_members where conversation_id = %s", (self.made.conversation,),
        ).fetchall()  # fmt: skip
        said = {self.people[who]: row for who, row in self.model.counts().items()}
        assert {row[0]: row[1:] for row in rows} == said
        assert miscounted(self.db) == []
        held = self.db.execute("select id from held_messages where status = 'held'").fetchall()
        assert {row[0] for row in held} == {held for _, held in self.waiting}
        assert seqs(self.db, self.made.conversation) == list(range(1, len(self.model.senders) + 1))
        for who in self.model.audience:
            badge = act(self.db, self.people[who], "select unread from app.unread_badge()")
            row = self.model.marks.get(who)
            assert badge == (row.unread if row and not row.archived else 0)


@pytest.fixture(scope="module")
def crowd(shared_database: Database) -> Iterator[Crowd]:
    """For conversations that are taken back."""
    with shared_database.connect() as db:
        made = talk(db)
        people = {
            "owner": made.owner, "person": made.person, "reader": make_member(db, made.brand, "analyst"),
            "colleague": make_member(db, made.brand, "campaign_manager"),
        }  # fmt: skip
        assert value(db, "select count(*) from messages where conversation_id = %s", made.conversation) == 0
        yield Crowd(db, made, people, make_user(db, "admin"), Conversation([]))


STEPS = (
    "send",
    "send",
    "send",
    "read",
    "read",
    "get",
    "mark",
    "archive",
    "leave",
    "tell",
    "hold",
    "hold",
    "release",
    "release",
    "refuse",
    "redact",
    "erase",
)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.tuples(st.sampled_from(STEPS), ANYBODY, SHARES), min_size=8, max_size=40))
def test_the_model_and_the_database_agree(crowd: Crowd, steps: list[tuple[str, str, int]]) -> None:
    with crowd.db.transaction(force_rollback=True):
        crowd.model, crowd.waiting = Conversation(list(SIDES)), []
        for step, who, share in steps:
            if who in crowd.model.audience:
                getattr(crowd, step)(who, len(crowd.model.senders) * share // 100)
        crowd.require_agreement()
