"""Whatever people do in whichever order, their counts are what a model says, and what a recount finds."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Database
from tests.database.message_model import Conversation
from tests.factories.deals import act, value
from tests.factories.messaging import Talk, miscounted, read_up_to, send, seqs, talk
from tests.factories.people import make_member
from tests.typing import Connection

SIDES = ("owner", "colleague", "reader", "person")
ANYBODY, SHARES = st.sampled_from(SIDES), st.integers(0, 100)


@dataclass
class Crowd:
    """A brand of three and a creator in one conversation, and what the model says of it."""

    db: Connection
    made: Talk
    people: dict[str, UUID]
    model: Conversation

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
        self._put(None, "system", "system")
        self.model.put(None)

    def release(self, who: str, _: int) -> None:
        """What was kept back of somebody comes like any other, by another's hand."""
        if who in {"owner", "person"}:
            self._put(self.people[who], "brand" if who == "owner" else "person", "text")
            self.model.put(who)

    def redact(self, _: str, seq: int) -> None:
        """A text is taken away: it is unread as before."""
        self.db.execute(
            "update messages set body = '-', redacted_at = now(), redaction_reason = 'x'"
            " where conversation_id = %s and seq = %s", (self.made.conversation, seq),
        )  # fmt: skip

    def _act(self, who: str, query: str, given: object) -> None:
        act(self.db, self.people[who], query, self.made.conversation, given)

    def _put(self, sender: UUID | None, side: str, kind: str) -> None:
        self.db.execute(
            "select app.put_message(c, %s, %s, %s, %s, 'Hello', '{}', null, '{}') from"
            " (select l from conversations as l where id = %s for no key update) as locked (c)",
            (sender, side, uuid4(), kind, self.made.conversation),
        )

    def require_agreement(self) -> None:
        """The rows say what the model says, and what a recount finds; numbers have no gap."""
        rows = self.db.execute(
            "select user_id, last_read_seq, unread_count, marked_unread, archived_at is not null"
            " from conversation_members where conversation_id = %s", (self.made.conversation,),
        ).fetchall()  # fmt: skip
        said = {self.people[who]: row for who, row in self.model.counts().items()}
        assert {row[0]: row[1:] for row in rows} == said
        assert miscounted(self.db) == []
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
        yield Crowd(db, made, people, Conversation([]))


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
    "release",
    "redact",
)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.tuples(st.sampled_from(STEPS), ANYBODY, SHARES), min_size=8, max_size=40))
def test_the_model_and_the_database_agree(crowd: Crowd, steps: list[tuple[str, str, int]]) -> None:
    with crowd.db.transaction(force_rollback=True):
        crowd.model = Conversation(list(SIDES))
        for step, who, share in steps:
            if who in crowd.model.audience:
                getattr(crowd, step)(who, len(crowd.model.senders) * share // 100)
        crowd.require_agreement()
