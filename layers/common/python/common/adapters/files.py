"""Files in S3: people upload by presigned form into a place of their own, and what was checked is kept elsewhere.

A form can be used again until it expires, so that a file that was checked could be replaced afterwards. Therefore
forms lead to `incoming`, from where the file that was looked at (by its ETag) is copied to its key.
"""

import base64
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from common.errors import Unavailable
from common.models.base import Output

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef

UPLOAD_TIME = timedelta(minutes=15)
DOWNLOAD_TIME = timedelta(minutes=5)
FIRST_BYTES = 64
PART_BYTES = 8 * 1024 * 1024
"""Of a file that is written in parts; S3 takes 5 MiB and more, and ten thousand of them."""
MOST_PER_DELETE = 1_000
GONE = frozenset({"404", "NoSuchKey"})


class FileStoreUnavailable(Unavailable):
    """S3 does not answer, or not as it should."""

    code = "FILE_STORE_UNAVAILABLE"
    sentence = "The file store does not answer. Try again."


class Upload(Output):
    """A form for a `multipart/form-data` POST: all `fields` as they are, and the file as last field `file`."""

    url: str
    """Where to post the form."""
    fields: dict[str, str]
    """The form's fields, before the file."""
    expires_at: datetime


class Download(Output):
    """An address that answers GET for a while, with the file as an attachment."""

    url: str
    """Where the file is; no token is sent there."""
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that was uploaded: its size in bytes, its first bytes, the tag of exactly these contents, its version.

    The version is None in a bucket that keeps none (a laptop's).
    """

    size_bytes: int
    head: bytes
    etag: str
    version: str | None = None


class FileStore:
    """A bucket. Every method that asks S3 raises `FileStoreUnavailable`; signing needs no network."""

    def __init__(self, bucket: str) -> None:
        self._bucket = bucket

    @cached_property
    def _s3(self) -> "S3Client":
        # Imported here: a quarter of a second that a request without files need not wait for.
        import boto3
        from botocore.config import Config

        config = Config(
            signature_version="s3v4",  # what KMS asks for
            connect_timeout=2,
            read_timeout=11,  # the longest is a copy of 200 MiB; two attempts fit into the Lambda's time
            retries={"mode": "standard", "total_max_attempts": 2},
        )
        return boto3.client("s3", config=config)

    def upload_form(
        self, key: str, *, media_type: str, size_bytes: int, checksum_sha256: str | None
    ) -> Upload:
        """A form that takes one file of this type and of at most this size, to `key` and nowhere else."""
        fields = {"Content-Type": media_type}
        if checksum_sha256 is not None:
            encoded = base64.b64encode(bytes.fromhex(checksum_sha256)).decode()
            fields |= {"x-amz-checksum-algorithm": "SHA256", "x-amz-checksum-sha256": encoded}
        expires_at = datetime.now(UTC) + UPLOAD_TIME
        form = self._s3.generate_presigned_post(
            self._bucket,
            key,
            Fields=dict(fields),
            Conditions=[{name: value} for name, value in fields.items()]
            + [["content-length-range", 1, size_bytes]],
            ExpiresIn=int(UPLOAD_TIME.total_seconds()),
        )
        return Upload(url=form["url"], fields=form["fields"], expires_at=expires_at)

    def download(self, key: str, *, media_type: str, disposition: str) -> Download:
        """An address of the file for five minutes, with these two headers whatever the uploader wanted."""
        expires_at = datetime.now(UTC) + DOWNLOAD_TIME
        url = self._s3.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self._bucket,
                "Key": key,
                "ResponseContentType": media_type,
                "ResponseContentDisposition": disposition,
            },
            ExpiresIn=int(DOWNLOAD_TIME.total_seconds()),
        )
        return Download(url=url, expires_at=expires_at)

    def look_at(self, key: str) -> Arrived | None:
        """What lies at `key`, or None."""
        with _translated() as outcome:
            about = self._s3.head_object(Bucket=self._bucket, Key=key)
            size, etag = about["ContentLength"], about["ETag"]
            head = self._first_bytes(key, etag, FIRST_BYTES) if size else b""
            outcome.arrived = Arrived(size, head, etag, about.get("VersionId"))
        return outcome.arrived

    def beginning(self, key: str, etag: str, most: int) -> bytes:
        """So many bytes of exactly these contents; none where they are gone."""
        with _translated() as outcome:
            outcome.contents = self._first_bytes(key, etag, most)
        return outcome.contents or b""

    def tag(self, key: str, name: str, *, version: str | None) -> str | None:
        """The value of a tag of this version of the file; None where it has none, or is gone."""
        which: Any = {"VersionId": version} if version else {}
        with _translated() as outcome:
            tags = self._s3.get_object_tagging(Bucket=self._bucket, Key=key, **which)["TagSet"]
            outcome.tag = next((one["Value"] for one in tags if one["Key"] == name), None)
        return outcome.tag

    def read(self, key: str) -> bytes | None:
        """All of a small file, or None where there is none."""
        with _translated() as outcome:
            outcome.contents = self._s3.get_object(Bucket=self._bucket, Key=key)["Body"].read()
        return outcome.contents

    def keep(self, source: str, target: str, *, etag: str, media_type: str) -> str | None:
        """Copy what was looked at to `target`; its SHA-256 in hexadecimal, None where it is gone by now."""
        with _translated() as outcome:
            copied = self._s3.copy_object(
                Bucket=self._bucket,
                Key=target,
                CopySource={"Bucket": self._bucket, "Key": source},
                CopySourceIfMatch=etag,
                ChecksumAlgorithm="SHA256",
                MetadataDirective="REPLACE",
                TaggingDirective="REPLACE",  # with none: who copies a scanner's tags needs leave to write them
                ContentType=media_type,
                ContentDisposition="attachment",
            )
            outcome.checksum = base64.b64decode(copied["CopyObjectResult"]["ChecksumSHA256"]).hex()
        return outcome.checksum

    def write(self, key: str, chunks: Iterable[bytes], *, media_type: str) -> int:
        """Write a file whose size nobody knows, holding one part of it at a time; its size in bytes.

        It is there as a whole or not at all. What `chunks` raises is raised; what was written until then is dropped.
        """
        place: Any = {"Bucket": self._bucket, "Key": key}
        with _translated() as outcome:
            place["UploadId"] = self._s3.create_multipart_upload(
                **place, ContentType=media_type, ContentDisposition="attachment"
            )["UploadId"]
            try:
                parts: list[CompletedPartTypeDef] = []
                for number, part in enumerate(_parts(chunks), start=1):
                    etag = self._s3.upload_part(**place, PartNumber=number, Body=part)["ETag"]
                    parts.append({"PartNumber": number, "ETag": etag})
                    outcome.written += len(part)
                self._s3.complete_multipart_upload(**place, MultipartUpload={"Parts": parts})
            except BaseException:
                self._s3.abort_multipart_upload(**place)
                raise
        return outcome.written

    def delete(self, keys: Sequence[str]) -> None:
        """Delete all of them; one that is not there is no error."""
        for start in range(0, len(keys), MOST_PER_DELETE):
            some = keys[start : start + MOST_PER_DELETE]
            with _translated():
                answer = self._s3.delete_objects(
                    Bucket=self._bucket, Delete={"Objects": [{"Key": key} for key in some], "Quiet": True}
                )
                if answer.get("Errors"):
                    raise FileStoreUnavailable

    def _first_bytes(self, key: str, etag: str, most: int) -> bytes:
        found = self._s3.get_object(Bucket=self._bucket, Key=key, IfMatch=etag, Range=f"bytes=0-{most - 1}")
        return found["Body"].read()


@dataclass
class _Outcome:
    arrived: Arrived | None = None
    checksum: str | None = None
    contents: bytes | None = None
    tag: str | None = None
    written: int = 0


def _parts(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in parts of a size that S3 takes; the last may be shorter, and is there even if it is empty."""
    held = bytearray()
    for chunk in chunks:
        held += chunk
        while len(held) >= PART_BYTES:
            yield bytes(held[:PART_BYTES])
            del held[:PART_BYTES]
    yield bytes(held)


@contextmanager
def _translated() -> Iterator[_Outcome]:
    """Leaves the outcome empty where there is no such object. Raises `FileStoreUnavailable` for all else."""
    from botocore.exceptions import BotoCoreError, ClientError

    outcome = _Outcome()
    try:
        yield outcome
    except ClientError as error:
        if _code(error) not in GONE:
            raise FileStoreUnavailable from error
    except BotoCoreError as error:
        raise FileStoreUnavailable from error


def _code(error: Any) -> str:
    return str(error.response.get("Error", {}).get("Code"))
