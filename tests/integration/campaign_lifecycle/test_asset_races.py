"""Files about which two calls come at once, one that fails half-way, or the same one again."""

from uuid import UUID

import httpx
import pytest

from campaign_lifecycle.assets import service as assets
from common.adapters import files
from common.database import Transaction
from common.file_rows import FileTable
from common.models.assets import CampaignAsset
from tests.actors import in_process
from tests.factories.events import Answer
from tests.integration.campaign_lifecycle.uploads import (
    BUCKET,
    PNG,
    SHA256,
    UploadingCampaign,
    delete,
    upload,
)


def test_two_calls_at_once_settle_the_file_once(
    uploading: UploadingCampaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    asset = uploading.announce()
    upload(asset, PNG)
    path, look_at = f"{uploading.assets}/{asset['id']}/complete", files.FileStore.look_at
    overtaken: list[str] = []

    def slowly(store: files.FileStore, key: str) -> files.Arrived | None:
        arrived = look_at(store, key)
        if not overtaken:
            overtaken.append(key)
            assert uploading.brand.post(path)["status"] == "stored"
        return arrived

    monkeypatch.setattr(files.FileStore, "look_at", slowly)
    assert uploading.brand.post(path)["status"] == "stored"
    assert overtaken
    assert uploading.keys() == [uploading.brand.get(f"{uploading.assets}/{asset['id']}")["object_key"]]


OTHER = PNG[:-1] + b"\1"
"""As long as the PNG, and of the same type."""


@pytest.mark.parametrize("announced", [{}, {"checksum_sha256": SHA256}], ids=["no checksum", "checksum"])
@pytest.mark.parametrize("overtaken_before", ["look_at", "keep"])
def test_a_call_that_was_overtaken_replaces_nothing_with_what_the_form_brought_since(
    uploading: UploadingCampaign,
    monkeypatch: pytest.MonkeyPatch,
    announced: dict[str, object],
    overtaken_before: str,
) -> None:
    asset = uploading.announce(None, **announced)
    upload(asset, PNG)
    path, step = f"{uploading.assets}/{asset['id']}", getattr(files.FileStore, overtaken_before)
    incoming = asset["upload"]["fields"]["key"]

    def late(store: files.FileStore, *keys: str, **options: str) -> object:
        monkeypatch.setattr(files.FileStore, overtaken_before, step)
        assert uploading.brand.post(f"{path}/complete")["status"] == "stored"
        uploading.s3.put_object(Bucket=BUCKET, Key=incoming, Body=OTHER, ContentType="image/png")
        if "etag" in options:
            options["etag"] = uploading.s3.head_object(Bucket=BUCKET, Key=incoming)["ETag"]
        return step(store, *keys, **options)

    monkeypatch.setattr(files.FileStore, overtaken_before, late)
    answer = uploading.brand.post(f"{path}/complete")
    assert (answer["status"], answer["checksum_sha256"]) == ("stored", SHA256)
    assert httpx.get(uploading.creator.get(path)["download"]["url"]).content == PNG
    assert sorted(uploading.keys()) == sorted([incoming, answer["object_key"]])


def test_what_a_call_left_that_failed_after_its_copy_goes_with_the_next(
    uploading: UploadingCampaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, swept = uploading.announce(), uploading.announce()
    with monkeypatch.context() as failure:
        failure.setattr(FileTable, "settle", _fail)
        for asset in (kept, swept):
            upload(asset, PNG)
            answer = in_process(
                "POST", f"/api/v1{uploading.assets}/{asset['id']}/complete", user=uploading.brand.id
            )
            assert answer.status == 500
    assert len(uploading.keys()) == 4
    stored = uploading.brand.post(f"{uploading.assets}/{kept['id']}/complete")
    assert delete(uploading.brand, f"{uploading.assets}/{swept['id']}").status == 204
    assert uploading.keys() == [stored["object_key"]]


def _fail(*_: object, **__: object) -> None:
    raise RuntimeError("the database went away")


def test_a_file_that_is_stored_while_it_is_deleted_goes_with_its_row(
    uploading: UploadingCampaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    asset = uploading.announce()
    upload(asset, PNG)
    path, keeper = f"{uploading.assets}/{asset['id']}", assets.require_keeper

    def slowly(tx: Transaction, campaign_id: UUID, asset_id: UUID) -> CampaignAsset:
        found = keeper(tx, campaign_id, asset_id)
        with uploading.database.connect() as db:
            db.execute(
                "update campaign_assets set object_key = 'campaigns/elsewhere', status = 'stored' where id = %s",
                (asset_id,),
            )
        uploading.s3.put_object(Bucket=BUCKET, Key="campaigns/elsewhere", Body=PNG)
        return found

    monkeypatch.setattr(assets, "require_keeper", slowly)
    assert delete(uploading.brand, path).status == 204
    assert uploading.keys() == []


def test_a_file_that_is_deleted_while_it_is_completed_leaves_nothing(
    uploading: UploadingCampaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    asset = uploading.announce()
    upload(asset, PNG)
    path, keep = f"{uploading.assets}/{asset['id']}", files.FileStore.keep

    def late(store: files.FileStore, *keys: str, **options: str) -> str | None:
        checksum = keep(store, *keys, **options)
        assert delete(uploading.brand, path).status == 204
        store._s3.put_object(Bucket=BUCKET, Key=keys[1], Body=PNG)  # a copy that S3 ended late
        return checksum

    monkeypatch.setattr(files.FileStore, "keep", late)
    assert uploading.brand.refused("POST", f"{path}/complete") == (404, "NOT_FOUND")
    assert uploading.keys() == []


def test_the_same_announcement_twice_is_one_file_with_a_fresh_form(uploading: UploadingCampaign) -> None:
    body = {"file_name": "a.png", "media_type": "image/png", "size_bytes": 1}
    first, again = (
        in_process(
            "POST",
            f"/api/v1{uploading.assets}",
            user=uploading.brand.id,
            body=body,
            headers={"idempotency-key": "1"},
        )
        for _ in range(2)
    )
    assert (first.status, again.status) == (201, 201)
    assert first.body["id"] == again.body["id"]
    assert first.body["upload"]["fields"]["key"] == again.body["upload"]["fields"]["key"]
    with uploading.database.connect() as db:
        stored = str(db.execute("select response_body from idempotency_keys").fetchall())
    assert "x-amz-signature" not in stored


def test_the_same_announcement_again_answers_what_became_of_the_file(uploading: UploadingCampaign) -> None:
    body = {"file_name": "a.png", "media_type": "image/png", "size_bytes": len(PNG)}

    def announce() -> Answer:
        return in_process(
            "POST", f"/api/v1{uploading.assets}", user=uploading.brand.id, body=body,
            headers={"idempotency-key": "1"},
        )  # fmt: skip

    asset = announce().body
    upload(asset, PNG)
    path = f"{uploading.assets}/{asset['id']}"
    stored = uploading.brand.post(f"{path}/complete")
    again = announce().body
    assert (again["status"], again["object_key"], again["upload"]) == ("stored", stored["object_key"], None)
    assert again["download"]
    assert delete(uploading.brand, path).status == 204
    gone = announce()
    assert (gone.status, gone.body["code"]) == (404, "NOT_FOUND")
