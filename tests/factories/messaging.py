"""Conversations and what is written in them, by the same functions that people call."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from tests.factories.campaigns import make_campaign, make_invitation
from tests.factories.deals import act, make_market, offer
from tests.factories.people import make_user
from tests.typing import Connection


@dataclass(frozen=True)
class Talk:
    """A brand's administrator and a creator, and a conversation between them."""

    owner: UUID
    brand: UUID
    person: UUID
    conversation: UUID


def talk(db: Connection, kind: str = "direct") -> Talk:
    """A conversation of a brand with a creator: `direct` (an invitation connects both), or about an offer (`deal`)."""
    market = make_market(db, funds=0)
    if kind == "deal":
        deal = offer(db, market, 10_000)
        made = open_conversation(db, market.creator, kind="deal", subject=deal)
    else:
        make_invitation(db, make_campaign(db, market.owner), market.creator)
        made = open_conversation(db, market.owner, brand=market.brand, person=market.creator)
    return Talk(market.owner, market.brand, market.creator, made)


def open_conversation(
    db: Connection,
    by: UUID,
    *,
    kind: str = "direct",
    subject: UUID | None = None,
    brand: UUID | None = None,
    person: UUID | None = None,
) -> UUID:
    """The open conversation that somebody asks for; its id."""
    made: UUID = act(
        db, by, "select (app.open_conversation(%s, %s, %s, %s)).conversation_id", kind, subject, brand, person
    )
    return made


def ask_support(db: Connection, person: UUID | None = None) -> tuple[UUID, UUID]:
    """Somebody (a new creator), and their conversation with support."""
    person = person or make_user(db)
    return person, open_conversation(db, person, kind="support", person=person)


def send(
    db: Connection,
    conversation: UUID,
    by: UUID,
    body: str = "Good morning.",
    *,
    client_id: UUID | None = None,
    attachments: tuple[UUID, ...] = (),
    reply_to: int | None = None,
    warned: tuple[str, ...] = (),
) -> int:
    """A message of somebody; its number."""
    seq: int = act(
        db, by, "select app.send_message(%s, %s, %s, %s::uuid[], %s, %s)", conversation, client_id or uuid4(),
        body, list(attachments), reply_to, list(warned),
    )  # fmt: skip
    return seq


def read_up_to(db: Connection, conversation: UUID, by: UUID, seq: int) -> None:
    """Somebody has read up to a message."""
    act(db, by, "select app.mark_read(%s, %s)", conversation, seq)


def unread(db: Connection, conversation: UUID, user: UUID) -> int | None:
    """How much somebody has not read; None without a row of theirs."""
    row = db.execute(
        "select unread_count from conversation_members where conversation_id = %s and user_id = %s",
        (conversation, user),
    ).fetchone()
    return row[0] if row else None


def seqs(db: Connection, conversation: UUID) -> list[int]:
    """The numbers of all messages."""
    rows = db.execute("select seq from messages where conversation_id = %s order by seq", (conversation,))
    return [row[0] for row in rows.fetchall()]


def miscounted(db: Connection) -> list[tuple[object, ...]]:
    """Members whose count is not what of others lies behind their mark."""
    return db.execute(
        "select m.user_id, m.unread_count, found.unread from conversation_members as m cross join lateral ("
        " select count(*) as unread from messages as x where x.conversation_id = m.conversation_id"
        " and x.seq > m.last_read_seq and x.sender_user_id is distinct from m.user_id) as found"
        " where found.unread <> m.unread_count"
    ).fetchall()
