"""Files that creators hand in, and what the clock deletes."""

from datetime import UTC, datetime, timedelta
from typing import Any, LiteralString

import httpx
import pytest

from campaign_lifecycle.assets import service as assets
from campaign_lifecycle.clock.service import run_clock
from common import file_rows
from tests.actors import Person
from tests.factories.people import make_user
from tests.integration.campaign_lifecycle.uploads import BUCKET, PNG, UploadingCampaign, delete, upload

BODY = {"file_name": "reel.png", "media_type": "image/png", "size_bytes": 1, "purpose": "submission"}


def store(uploading: UploadingCampaign) -> Any:
    """A stored upload of the creator."""
    return uploading.store(uploading.creator, purpose="submission")


def content(uploading: UploadingCampaign, asset: Any, **fields: object) -> dict[str, object]:
    """The body of a submission with this file."""
    body = {
        "deliverable_id": uploading.deliverable,
        "submission_type": "file",
        "file_path": asset["object_key"],
    }
    return body | fields


def test_a_creator_uploads_hands_in_and_the_brand_looks_at_it(uploading: UploadingCampaign) -> None:
    asset = store(uploading)
    assert (asset["creator_user_id"], asset["handed_in_at"]) == (str(uploading.creator.id), None)
    assert asset["object_key"].startswith(f"{uploading.campaign[1:]}/submissions/{uploading.creator.id}/")
    path = f"{uploading.assets}/{asset['id']}"
    for early in (uploading.brand, uploading.analyst, uploading.stranger):
        assert early.refused("GET", path) == (404, "NOT_FOUND")
    assert uploading.brand.get(uploading.assets)["data"] == []
    submission = uploading.creator.post(f"{uploading.campaign}/submissions", **content(uploading, asset))
    assert uploading.brand.get(path)["handed_in_at"] is not None
    seen = uploading.brand.get(f"/submissions/{submission['id']}/file")
    assert httpx.get(seen["download"]["url"]).content == PNG
    assert uploading.stranger.refused("GET", f"/submissions/{submission['id']}/file") == (404, "NOT_FOUND")
    uploading.brand.post(f"/submissions/{submission['id']}/reviews", decision="approved")


def test_purposes_are_told_apart_in_the_list(uploading: UploadingCampaign) -> None:
    ours, theirs = uploading.store(), store(uploading)
    assert [one["id"] for one in uploading.creator.get(uploading.assets)["data"]] == [
        theirs["id"],
        ours["id"],
    ]
    for purpose, asset in (("campaign", ours), ("submission", theirs)):
        found = uploading.creator.get(uploading.assets, purpose=purpose)["data"]
        assert [one["id"] for one in found] == [asset["id"]]


def test_only_who_takes_part_uploads_files_to_hand_in(uploading: UploadingCampaign) -> None:
    with uploading.database.connect() as db:
        invited = Person(make_user(db))
    uploading.brand.post(f"{uploading.campaign}/invitations", creator_user_id=str(invited.id))
    for outsider in (invited, uploading.brand, uploading.analyst):
        assert outsider.refused("POST", uploading.assets, **BODY) == (403, "PARTICIPANT_REQUIRED")
    assert uploading.stranger.refused("POST", uploading.assets, **BODY) == (404, "NOT_FOUND")


def test_the_brand_neither_completes_nor_deletes_what_a_creator_handed_in(
    uploading: UploadingCampaign,
) -> None:
    asset = store(uploading)
    uploading.creator.post(f"{uploading.campaign}/submissions", **content(uploading, asset))
    path = f"{uploading.assets}/{asset['id']}"
    assert uploading.brand.refused("DELETE", path) == (403, "FORBIDDEN")
    assert uploading.brand.refused("POST", f"{path}/complete") == (403, "FORBIDDEN")
    assert uploading.creator.refused("DELETE", path) == (409, "ASSET_HANDED_IN")
    assert uploading.keys() == [asset["object_key"]]


def test_a_creator_deletes_what_is_not_handed_in(uploading: UploadingCampaign) -> None:
    asset = store(uploading)
    assert delete(uploading.creator, f"{uploading.assets}/{asset['id']}").status == 204
    assert uploading.keys() == []
    refused = uploading.creator.refused(
        "POST", f"{uploading.campaign}/submissions", **content(uploading, asset)
    )
    assert refused == (422, "FILE_NOT_UPLOADED")


def test_only_a_stored_upload_of_ones_own_for_this_campaign_is_handed_in(
    uploading: UploadingCampaign,
) -> None:
    with uploading.database.connect() as db:
        other = Person(make_user(db))
    invitation = uploading.brand.post(f"{uploading.campaign}/invitations", creator_user_id=str(other.id))
    other.post(f"/invitations/{invitation['id']}/accept")
    pending, of_the_brand = uploading.announce(uploading.creator, purpose="submission"), uploading.store()
    of_another = uploading.store(other, purpose="submission")
    path = f"{uploading.campaign}/submissions"
    for asset in (pending, of_the_brand, of_another, {"object_key": "../secret"}):
        refused = uploading.creator.refused("POST", path, **content(uploading, asset))
        assert refused == (422, "FILE_NOT_UPLOADED")
        linked = content(
            uploading, asset, submission_type="url", content_url="https://instagram.example.com/reel/1"
        )
        assert uploading.creator.refused("POST", path, **linked) == (422, "FILE_NOT_UPLOADED")
    assert uploading.brand.get(path)["data"] == []
    assert uploading.brand.refused("GET", f"{uploading.assets}/{of_another['id']}") == (404, "NOT_FOUND")


def test_a_revision_hands_in_another_file_and_both_stay(uploading: UploadingCampaign) -> None:
    first, second = store(uploading), store(uploading)
    submission = uploading.creator.post(f"{uploading.campaign}/submissions", **content(uploading, first))
    path = f"/submissions/{submission['id']}"
    uploading.brand.post(f"{path}/reviews", decision="changes_requested", feedback="Brighter.")
    revised = {"submission_type": "file", "file_path": second["object_key"]}
    assert uploading.creator.post(f"{path}/revisions", **revised)["revision"] == 2
    assert uploading.brand.get(f"{path}/file")["id"] == second["id"]
    for asset in (first, second):
        assert uploading.brand.get(f"{uploading.assets}/{asset['id']}")["handed_in_at"] is not None


def test_a_submission_without_a_file_has_none(uploading: UploadingCampaign) -> None:
    submission = uploading.creator.post(
        f"{uploading.campaign}/submissions", deliverable_id=uploading.deliverable, submission_type="text",
        description="A poem",
    )  # fmt: skip
    assert uploading.brand.refused("GET", f"/submissions/{submission['id']}/file") == (404, "NOT_FOUND")


def test_who_was_removed_and_a_paused_campaign(uploading: UploadingCampaign) -> None:
    uploading.brand.post(f"{uploading.campaign}/pause")
    assert store(uploading)["status"] == "stored"
    with uploading.database.connect() as db:
        row = db.execute("select id from campaign_participants").fetchone()
    assert row is not None
    uploading.brand.post(f"/participants/{row[0]}/remove", reason="Enough")
    assert uploading.creator.refused("POST", uploading.assets, **BODY) == (409, "PARTICIPANT_NOT_ACTIVE")
    uploading.brand.post(f"{uploading.campaign}/cancel")
    assert uploading.creator.refused("POST", uploading.assets, **BODY) == (409, "CAMPAIGN_NOT_RUNNING")


def test_who_was_removed_reads_their_own_files_and_none_of_the_brands(uploading: UploadingCampaign) -> None:
    before, own = uploading.store(), store(uploading)
    with uploading.database.connect() as db:
        row = db.execute("select id from campaign_participants").fetchone()
    assert row is not None
    assert uploading.creator.get(f"{uploading.assets}/{before['id']}")["download"]
    uploading.brand.post(f"/participants/{row[0]}/remove", reason="Enough")
    for asset in (before, uploading.store(file_name="since.png")):
        assert uploading.creator.refused("GET", f"{uploading.assets}/{asset['id']}") == (404, "NOT_FOUND")
    assert [one["id"] for one in uploading.creator.get(uploading.assets)["data"]] == [own["id"]]


def test_who_is_invited_or_has_done_everything_reads_the_brands_files(uploading: UploadingCampaign) -> None:
    with uploading.database.connect() as db:
        invited = Person(make_user(db))
    invitation = uploading.brand.post(f"{uploading.campaign}/invitations", creator_user_id=str(invited.id))
    path = f"{uploading.assets}/{uploading.store()['id']}"
    assert invited.get(path)["download"]
    invited.post(f"/invitations/{invitation['id']}/decline")
    assert invited.refused("GET", path) == (404, "NOT_FOUND")
    with uploading.database.connect() as db:
        db.execute("update campaign_participants set status = 'completed'")
    assert uploading.creator.get(path)["download"]


AGE: LiteralString = (
    "update campaign_assets set created_at = now() - make_interval(hours => %s) where id = %s"
)


def age(uploading: UploadingCampaign, asset: Any, hours: int) -> None:
    """Make a file older than it is."""
    with uploading.database.connect() as db:
        db.execute(AGE, (hours, asset["id"]))


def test_the_clock_deletes_what_was_never_completed_refused_or_never_handed_in(
    uploading: UploadingCampaign,
) -> None:
    month = 30 * 24 + 1
    kept = [uploading.store(), store(uploading), store(uploading), uploading.announce()]
    uploading.creator.post(f"{uploading.campaign}/submissions", **content(uploading, kept[1]))
    for asset, hours in zip(kept, (month, month, month - 2, 23), strict=True):
        age(uploading, asset, hours)
    abandoned, refused, idle = uploading.announce(), uploading.announce(), store(uploading)
    upload(abandoned, PNG)
    upload(refused, b"no PNG")
    uploading.brand.refused("POST", f"{uploading.assets}/{refused['id']}/complete")
    for asset, hours in ((abandoned, 25), (refused, 25), (idle, month)):
        age(uploading, asset, hours)
    assert run_clock(datetime.now(UTC))["files_swept"] == 3
    with uploading.database.connect() as db:
        left = {str(row[0]) for row in db.execute("select id from campaign_assets").fetchall()}
    assert left == {asset["id"] for asset in kept}
    assert sorted(uploading.keys()) == sorted(asset["object_key"] for asset in kept[:3])
    assert run_clock(datetime.now(UTC))["files_swept"] == 0


def test_the_sweep_is_bounded_and_goes_on_in_the_next_hour(
    uploading: UploadingCampaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_rows, "A_PASS", 2)
    monkeypatch.setattr(file_rows, "MOST_PASSES", 2)
    for _ in range(5):
        uploading.announce()
    tomorrow = datetime.now(UTC) + timedelta(hours=25)
    assert [assets.sweep(tomorrow) for _ in range(3)] == [4, 1, 0]


def test_where_s3_does_not_answer_the_rows_stay_for_the_next_hour(uploading: UploadingCampaign) -> None:
    uploading.announce()
    tomorrow = datetime.now(UTC) + timedelta(hours=25)
    with pytest.MonkeyPatch.context() as outage:
        outage.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
        assets.file_store.cache_clear()
        with pytest.raises(Exception, match="file store does not answer"):
            assets.sweep(tomorrow)
    assets.file_store.cache_clear()
    assert assets.sweep(tomorrow) == 1


def test_a_pass_without_loose_files_needs_no_s3(
    uploading: UploadingCampaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    uploading.store()
    monkeypatch.delenv("ASSET_BUCKET")
    assets.file_store.cache_clear()
    assert assets.sweep(datetime.now(UTC) + timedelta(days=90)) == 0
    assert uploading.s3.list_objects_v2(Bucket=BUCKET)["KeyCount"] == 1
