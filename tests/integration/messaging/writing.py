"""What tests of files, of the search, of exports and of retention share: two sides, and what they send each other."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, LiteralString
from uuid import UUID

from messaging import api
from tests.actors import Person
from tests.conftest import Database
from tests.factories.events import Answer, call, http_event
from tests.factories.messaging import Talk, talk
from tests.factories.messaging import send as write
from tests.factories.people import make_user
from tests.integration.campaign_lifecycle.uploads import PNG, upload

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

HOLD: LiteralString = (
    "insert into held_messages (conversation_id, brand_id, person_user_id, sender_user_id, side, client_id, body, rule,"
    " attachment_ids) select id, brand_id, person_user_id, person_user_id, 'person', %s, 'See me.', 'link', %s"
    " from conversations where id = %s"
)
"""A message of the creator's that a rule keeps back: client id, files, conversation."""
PICTURE = {"file_name": "tea.png", "media_type": "image/png", "size_bytes": len(PNG)}


def send(method: str, path: str, *, user: UUID, **event: Any) -> Answer:
    """Through messaging's handler, without a server."""
    return call(api.lambda_handler, http_event(method, path, user=user, **event))


@dataclass(frozen=True)
class Writing:
    """A brand's administrator and a creator with a conversation, somebody else, and an administrator."""

    database: Database
    talk: Talk
    brand: Person
    person: Person
    stranger: Person
    admin: Person

    @property
    def path(self) -> str:
        """The conversation."""
        return f"/conversations/{self.talk.conversation}"

    @property
    def files(self) -> str:
        """Its files."""
        return f"{self.path}/attachments"

    def announce(self, who: Person | None = None, **fields: object) -> Any:
        """An announced file of the creator's (or of whom is named): a PNG of the right size."""
        return (who or self.person).post(self.files, **PICTURE | fields)

    def store(self, who: Person | None = None, **fields: object) -> Any:
        """A file that is uploaded and stored."""
        file = self.announce(who, **fields)
        upload(file, PNG)
        return (who or self.person).post(f"{self.files}/{file['id']}/complete")

    def write(self, who: Person | None = None, body: str = "Good morning.", *files: Any) -> int:
        """A message of the creator's (or of whom is named) with these files; its number."""
        with self.database.connect() as db:
            return write(
                db, self.talk.conversation, (who or self.person).id, body,
                attachments=tuple(UUID(one["id"]) for one in files),
            )  # fmt: skip

    def write_many(self, number: int, word: str = "x") -> None:
        """So many messages of the creator's, each with the word and its number."""
        rows: LiteralString = (
            "insert into messages (conversation_id, seq, brand_id, person_user_id, sender_user_id, side, client_id,"
            " body) select id, n, brand_id, person_user_id, person_user_id, 'person', uuidv7(), %s || ' ' || n"
            " from conversations, generate_series(1, %s) as n where id = %s"
        )
        with self.database.connect() as db:
            db.execute(rows, (word, number, self.talk.conversation))
            db.execute(
                "update conversations set last_seq = %s, last_message_at = now() where id = %s",
                (number, self.talk.conversation),
            )


def begin(database: Database, kind: str = "direct") -> Writing:
    """Two sides who may write to each other."""
    with database.connect() as db:
        made = talk(db, kind)
        stranger, admin = make_user(db, "brand"), make_user(db, "admin")
    return Writing(database, made, *(Person(one, send) for one in (made.owner, made.person, stranger, admin)))


def keys(bucket: "S3Client") -> list[str]:
    """What lies in the bucket."""
    return sorted(one["Key"] for one in bucket.list_objects_v2(Bucket="written").get("Contents", []))


def hold(writing: Writing, on: bool) -> None:
    """A legal hold is set, or ends."""
    with writing.database.connect() as db:
        db.execute("update conversations set legal_hold = %s where id = %s", (on, writing.talk.conversation))


def dispute(writing: Writing, on: bool) -> None:
    """A dispute of a deal between both is open, or withdrawn."""
    with writing.database.connect() as db:
        if on:
            open_dispute(db, writing.talk.brand, writing.talk.person)
        else:
            db.execute("update deal_disputes set status = 'withdrawn', withdrawn_at = now()")


def open_dispute(db: Any, brand: Any, creator: Any) -> None:
    """A row as the dispute of a deal writes it, on an escrow of these two."""
    db.execute("set session_replication_role = replica")
    db.execute(
        "insert into deal_disputes (escrow_id, brand_id, creator_user_id, currency, price, side, reason_code, claim,"
        " opener_amount, evidence, evidence_hash) values (uuidv7(), %s, %s, 'usd', 100, 'brand', 'late', 'Late.', 0,"
        " '{}', sha256('{}'))",
        (brand, creator),
    )
    db.execute("set session_replication_role = origin")
