"""Files through the handler and through S3: forms, what S3 would let through, who may do what, the sweep."""

import base64
import json
from datetime import datetime, timedelta
from uuid import uuid4

import httpx
import pytest

from campaign_lifecycle import api
from campaign_lifecycle.assets import service as assets
from tests.actors import Person
from tests.factories.events import call, http_event
from tests.factories.people import make_user
from tests.integration.campaign_lifecycle.uploads import (
    BUCKET,
    PDF,
    PNG,
    SHA256,
    UploadingCampaign,
    delete,
    upload,
)


def test_a_file_travels_from_the_brand_to_the_creator(uploading: UploadingCampaign) -> None:
    asset = uploading.announce(checksum_sha256=SHA256)
    assert (asset["status"], asset["download"], asset["creator_user_id"]) == ("pending", None, None)
    upload(asset, PNG)
    stored = uploading.brand.post(f"{uploading.assets}/{asset['id']}/complete")
    assert (stored["status"], stored["size_bytes"], stored["checksum_sha256"], stored["upload"]) == (
        "stored", len(PNG), SHA256, None,
    )  # fmt: skip
    assert uploading.keys() == [stored["object_key"]]
    seen = uploading.creator.get(f"{uploading.assets}/{asset['id']}")
    answer = httpx.get(seen["download"]["url"])
    assert (answer.status_code, answer.content) == (200, PNG)
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-disposition"] == (
        "attachment; filename=\"logo.png\"; filename*=UTF-8''logo.png"
    )


def test_the_form_takes_one_file_of_this_type_and_size_to_one_place_for_a_quarter_of_an_hour(
    uploading: UploadingCampaign,
) -> None:
    asset = uploading.announce(checksum_sha256=SHA256)
    fields = asset["upload"]["fields"]
    policy = json.loads(base64.b64decode(fields["policy"]))
    conditions = policy["conditions"]
    checksum = base64.b64encode(bytes.fromhex(SHA256)).decode()
    for wanted in (
        {"bucket": BUCKET}, {"key": f"campaigns/incoming/{asset['id']}"}, {"Content-Type": "image/png"},
        {"x-amz-checksum-algorithm": "SHA256"}, {"x-amz-checksum-sha256": checksum},
        {"x-amz-algorithm": "AWS4-HMAC-SHA256"}, ["content-length-range", 1, len(PNG)],
    ):  # fmt: skip
        assert wanted in conditions
    assert not [one for one in conditions if isinstance(one, list) and one[0] != "content-length-range"]
    assert fields["Content-Type"] == "image/png"
    until = datetime.fromisoformat(policy["expiration"])
    assert until - datetime.fromisoformat(asset["created_at"]) <= timedelta(minutes=15, seconds=5)
    assert abs(until - datetime.fromisoformat(asset["upload"]["expires_at"])) < timedelta(seconds=5)


def test_s3_computes_the_checksum_that_nobody_announced(uploading: UploadingCampaign) -> None:
    assert uploading.store()["checksum_sha256"] == SHA256


def test_completing_before_the_upload_is_a_conflict_and_may_be_tried_again(
    uploading: UploadingCampaign,
) -> None:
    asset = uploading.announce()
    path = f"{uploading.assets}/{asset['id']}/complete"
    assert uploading.brand.refused("POST", path) == (409, "ASSET_NOT_UPLOADED")
    upload(asset, PNG)
    assert uploading.brand.post(path)["status"] == "stored"


def test_completing_twice_gives_the_same_file(uploading: UploadingCampaign) -> None:
    first = uploading.store()
    again = uploading.brand.post(f"{uploading.assets}/{first['id']}/complete")
    for answer in (first, again):
        answer.pop("download")
    assert again == first


def test_what_was_checked_cannot_be_replaced_with_the_same_form(uploading: UploadingCampaign) -> None:
    asset = uploading.announce()
    upload(asset, PNG)
    path = f"{uploading.assets}/{asset['id']}"
    uploading.brand.post(f"{path}/complete")
    upload(asset, PDF)
    assert uploading.brand.post(f"{path}/complete")["status"] == "stored"
    assert httpx.get(uploading.creator.get(path)["download"]["url"]).content == PNG


def test_who_may_add_read_complete_and_delete_a_brands_file(uploading: UploadingCampaign) -> None:
    asset = uploading.store()
    path = f"{uploading.assets}/{asset['id']}"
    body = {"file_name": "a.png", "media_type": "image/png", "size_bytes": 1}
    for reader in (uploading.analyst, uploading.creator):
        assert reader.get(path)["file_name"] == "logo.png"
        assert [one["id"] for one in reader.get(uploading.assets)["data"]] == [asset["id"]]
        assert reader.refused("POST", f"{path}/complete") == (403, "FORBIDDEN")
        assert reader.refused("DELETE", path) == (403, "FORBIDDEN")
    assert uploading.analyst.refused("POST", uploading.assets, **body) == (403, "FORBIDDEN")
    assert uploading.creator.refused("POST", uploading.assets, **body) == (
        404,
        "NOT_FOUND",
    )  # sees no campaigns
    for nobody in (uploading.stranger, uploading.rival):
        assert nobody.refused("GET", path) == (404, "NOT_FOUND")
        assert nobody.refused("GET", uploading.assets) == (404, "NOT_FOUND")
        assert nobody.refused("POST", uploading.assets, **body) == (404, "NOT_FOUND")
        assert nobody.refused("POST", f"{path}/complete") == (404, "NOT_FOUND")
        assert nobody.refused("DELETE", path) == (404, "NOT_FOUND")
    assert uploading.brand.get(path)["status"] == "stored"


def test_who_may_only_read_gets_no_form_and_sees_no_file_before_it_is_stored(
    uploading: UploadingCampaign,
) -> None:
    pending, refused = uploading.announce(), uploading.announce()
    upload(refused, PDF + b"\0")
    path = f"{uploading.assets}/{refused['id']}"
    assert uploading.brand.refused("POST", f"{path}/complete") == (422, "ASSET_REFUSED")
    for reader in (uploading.analyst, uploading.creator):
        assert reader.get(uploading.assets)["data"] == []
        for asset in (pending, refused):
            where = f"{uploading.assets}/{asset['id']}"
            assert reader.refused("GET", where) == (404, "NOT_FOUND")
            assert reader.refused("POST", f"{where}/complete") == (404, "NOT_FOUND")
    assert uploading.brand.get(f"{uploading.assets}/{pending['id']}")["upload"]
    assert uploading.brand.get(path)["refusal_reason"] == "type"


def test_a_reader_of_everything_gets_no_form(uploading: UploadingCampaign) -> None:
    for asset in (uploading.announce(), uploading.announce(uploading.creator, purpose="submission")):
        answer = call(
            api.lambda_handler,
            http_event("GET", f"/api/v1{uploading.assets}/{asset['id']}", service=True),
        )
        assert (answer.status, answer.body["status"], answer.body["upload"]) == (200, "pending", None)


def test_the_machine_client_runs_no_campaigns(uploading: UploadingCampaign) -> None:
    asset = uploading.announce()
    path = f"/api/v1{uploading.assets}"
    body = {"file_name": "a.png", "media_type": "image/png", "size_bytes": 1}
    for method, where, sent in (
        ("POST", path, body),
        ("POST", path, body | {"purpose": "submission"}),
        ("POST", f"{path}/{asset['id']}/complete", None),
        ("DELETE", f"{path}/{asset['id']}", None),
    ):
        answer = call(api.lambda_handler, http_event(method, where, service=True, body=sent))
        assert answer.status == 403, answer.body


def test_an_administrator_may_add_complete_and_delete(uploading: UploadingCampaign) -> None:
    with uploading.database.connect() as db:
        admin = Person(make_user(db, "admin"))
    stored = uploading.store(admin)
    assert stored["uploaded_by"] == str(admin.id)
    assert delete(admin, f"{uploading.assets}/{stored['id']}").status == 204
    assert uploading.keys() == []


def test_a_file_is_found_only_under_its_own_campaign(uploading: UploadingCampaign) -> None:
    asset = uploading.announce()
    other = uploading.brand.post("/campaigns", name="Winter")["id"]
    for path in (f"/campaigns/{other}/assets/{asset['id']}", f"{uploading.assets}/{uuid4()}"):
        assert uploading.brand.refused("GET", path) == (404, "NOT_FOUND")
        assert uploading.brand.refused("POST", f"{path}/complete") == (404, "NOT_FOUND")
        assert uploading.brand.refused("DELETE", path) == (404, "NOT_FOUND")
    assert uploading.brand.refused("POST", f"/campaigns/{uuid4()}/assets", file_name="a", media_type="image/png",
                               size_bytes=1) == (404, "NOT_FOUND")  # fmt: skip


def test_deleting_takes_row_and_file(uploading: UploadingCampaign) -> None:
    kept, gone = uploading.store(), uploading.store(file_name="old.png")
    waiting = uploading.announce()
    upload(waiting, PNG)
    for asset in (gone, waiting):
        assert delete(uploading.brand, f"{uploading.assets}/{asset['id']}").status == 204
        assert uploading.brand.refused("GET", f"{uploading.assets}/{asset['id']}") == (404, "NOT_FOUND")
    assert uploading.keys() == [kept["object_key"]]


def test_files_are_listed_newest_first_page_by_page_and_by_status(uploading: UploadingCampaign) -> None:
    stored = [uploading.store(file_name=f"{number}.png")["id"] for number in range(3)]
    waiting = uploading.announce()["id"]
    found, query = [], {"limit": "3"}
    while True:
        answer = uploading.brand.get(uploading.assets, **query)
        found += [one["id"] for one in answer["data"]]
        if answer["next_cursor"] is None:
            break
        query["cursor"] = answer["next_cursor"]
    assert found == [waiting, *reversed(stored)]
    listed = uploading.brand.get(uploading.assets, status="stored")["data"]
    assert [one["id"] for one in listed] == stored[::-1]


def test_a_campaign_that_is_over_takes_no_files_but_gives_them(uploading: UploadingCampaign) -> None:
    stored = uploading.store()
    waiting = uploading.announce()
    upload(waiting, PNG)
    uploading.brand.post(f"{uploading.campaign}/cancel")
    body = {"file_name": "a.png", "media_type": "image/png", "size_bytes": 1}
    assert uploading.brand.refused("POST", uploading.assets, **body) == (409, "CAMPAIGN_NOT_RUNNING")
    assert uploading.brand.get(f"{uploading.assets}/{stored['id']}")["download"]
    assert uploading.brand.post(f"{uploading.assets}/{waiting['id']}/complete")["status"] == "stored"
    assert delete(uploading.brand, f"{uploading.assets}/{stored['id']}").status == 204


def test_a_draft_is_deleted_with_its_files_and_what_runs_keeps_them(uploading: UploadingCampaign) -> None:
    kept = uploading.store()
    draft = f"/campaigns/{uploading.brand.post('/campaigns', name='Winter')['id']}"
    asset = uploading.brand.post(
        f"{draft}/assets", file_name="a", media_type="image/png", size_bytes=len(PNG)
    )
    upload(asset, PNG)
    asset = uploading.brand.post(f"{draft}/assets/{asset['id']}/complete")
    assert delete(uploading.rival, draft).status == 404
    assert delete(uploading.brand, uploading.campaign).status == 409
    assert sorted(uploading.keys()) == sorted([kept["object_key"], asset["object_key"]])
    assert delete(uploading.brand, draft).status == 204
    assert uploading.keys() == [kept["object_key"]]


def test_two_hundred_files_are_enough(uploading: UploadingCampaign) -> None:
    with uploading.database.connect() as db:
        db.execute(
            "insert into campaign_assets (campaign_id, brand_id, uploaded_by, file_name, object_key, media_type,"
            " size_bytes) select id, brand_id, created_by, 'a', 'k' || n, 'image/png', 1 from campaigns,"
            " generate_series(1, 200) as n where id = %s", (uploading.campaign.removeprefix("/campaigns/"),)
        )  # fmt: skip
    body = {"file_name": "a.png", "media_type": "image/png", "size_bytes": 1}
    assert uploading.brand.refused("POST", uploading.assets, **body) == (409, "TOO_MANY_FILES")
    assert uploading.announce(uploading.creator, purpose="submission")["status"] == "pending"


def test_without_s3_nothing_is_lost(uploading: UploadingCampaign) -> None:
    waiting, stored = uploading.announce(), uploading.store()
    upload(waiting, PNG)
    down = (503, "FILE_STORE_UNAVAILABLE")
    with pytest.MonkeyPatch.context() as outage:
        outage.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
        assets.file_store.cache_clear()
        assert uploading.brand.refused("POST", f"{uploading.assets}/{waiting['id']}/complete") == down
        assert uploading.brand.refused("DELETE", f"{uploading.assets}/{stored['id']}") == down
    assets.file_store.cache_clear()
    assert uploading.brand.post(f"{uploading.assets}/{waiting['id']}/complete")["status"] == "stored"
    assert uploading.brand.get(f"{uploading.assets}/{stored['id']}")["status"] == "stored"
