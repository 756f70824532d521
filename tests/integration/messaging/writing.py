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
