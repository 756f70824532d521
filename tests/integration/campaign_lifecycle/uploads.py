"""What tests of files share: a campaign with its people, and how a browser uploads."""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx

from tests.actors import Person, in_process
from tests.conftest import Database
from tests.factories.events import Answer

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

BUCKET = "assets"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 100
PDF = b"%PDF-1.7\n" + b"\0" * 90
SHA256 = hashlib.sha256(PNG).hexdigest()


@dataclass
class UploadingCampaign:
    """A campaign that runs, its brand, a creator who takes part, and people who have nothing to do with it."""

    database: Database
    s3: "S3Client"
    brand: Person
    analyst: Person
    creator: Person
    stranger: Person
    rival: Person
    campaign: str
    deliverable: str

    @property
    def assets(self) -> str:
        """The path of the campaign's files."""
        return f"{self.campaign}/assets"

    def announce(self, who: Person | None = None, /, **fields: object) -> Any:
        """An announced file: a PNG of the right size."""
        body = {"file_name": "logo.png", "media_type": "image/png", "size_bytes": len(PNG)} | fields
        return (who or self.brand).post(self.assets, **body)

    def store(self, who: Person | None = None, /, **fields: object) -> Any:
        """A file that is uploaded and stored."""
        asset = self.announce(who, **fields)
        upload(asset, PNG)
        return (who or self.brand).post(f"{self.assets}/{asset['id']}/complete")

    def keys(self) -> list[str]:
        """What lies in the bucket."""
        return [one["Key"] for one in self.s3.list_objects_v2(Bucket=BUCKET).get("Contents", [])]


def upload(asset: Any, content: bytes) -> None:
    """Post the form with the file, as a browser does."""
    form = asset["upload"]
    answer = httpx.post(form["url"], data=form["fields"], files={"file": ("any name", content)})
    assert answer.status_code == 204, answer.text


def delete(who: Person, path: str) -> Answer:
    return in_process("DELETE", f"/api/v1{path}", user=who.id)
