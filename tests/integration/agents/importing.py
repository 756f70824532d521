"""What tests of contacts share: an agent with a bucket for files, who uploads and imports as a browser does."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx

from agents import importer
from tests.actors import Person
from tests.conftest import Database
from tests.factories.agents import make_agent
from tests.factories.events import LambdaContext
from tests.factories.people import make_user
from tests.integration.agents.asking import ask
from tests.logins import own_login

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

DECLARED = {"lawful_basis": "consent", "declaration_version": "2026-11"}
ANN = b"name,email\nAnn,ann@example.com\n"


@dataclass(frozen=True)
class Importing:
    """An agent, another one, an administrator, and the bucket of files of contacts."""

    database: Database
    s3: "S3Client"
    agent: Person
    rival: Person
    admin: Person

    def upload(self, content: bytes = ANN, kind: str = "csv", who: Person | None = None) -> str:
        """A file that lies where its form leads; the upload's id."""
        made = (who or self.agent).post("/agents/contacts/uploads", kind=kind, size_bytes=len(content) or 1)
        answer = httpx.post(made["upload"]["url"], data=made["upload"]["fields"], files={"file": content})
        assert answer.status_code == 204, answer.text
        return str(made["id"])

    def request(self, upload: str, who: Person | None = None, **more: Any) -> Any:
        """An import that waits."""
        body = {"file": upload, "kind": "csv", **DECLARED, **more}
        return (who or self.agent).post("/agents/contacts/import", **body)

    def bring(self, content: bytes = ANN, kind: str = "csv", **more: Any) -> Any:
        """A file that was imported; what came of it."""
        asked = self.request(self.upload(content, kind), kind=kind, **more)
        work()
        return self.agent.get(f"/agents/contacts/imports/{asked['id']}")

    def contacts(self, who: Person | None = None) -> Any:
        """The contacts of somebody, the newest first."""
        return (who or self.agent).get("/agents/contacts", limit="100")["data"]

    def execute(self, statement: str, **parameters: object) -> list[tuple[Any, ...]]:
        """As the superuser."""
        with self.database.connect() as db:
            found = db.execute(statement.encode(), parameters)
            return found.fetchall() if found.description else []

    def keys(self) -> list[str]:
        """What lies in the bucket."""
        return [one["Key"] for one in self.s3.list_objects_v2(Bucket="known").get("Contents", [])]


def begin(database: Database, s3: "S3Client") -> Importing:
    """Two agents and an administrator, of whom nobody has any contacts."""
    with database.connect() as db:
        people = [make_agent(db), make_agent(db), make_user(db, "admin")]
    return Importing(database, s3, *(Person(one, ask) for one in people))


def work() -> None:
    """The importer is woken once."""
    with own_login(importer.lambda_handler):
        assert importer.lambda_handler({}, LambdaContext()) == {"batchItemFailures": []}
