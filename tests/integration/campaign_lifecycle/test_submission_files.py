"""Files that creators hand in, and what the clock deletes."""

from datetime import UTC, datetime, timedelta
from typing import Any, LiteralString

import httpx
import pytest

from campaign_lifecycle.assets import service as assets
from campaign_lifecycle.clock.service import run_clock
from tests.factories.people import make_user
from tests.integration.campaign_lifecycle.client import Person
from tests.integration.campaign_lifecycle.uploads import BUCKET, PNG, Studio, delete, upload

BODY = {"file_name": "reel.png", "media_type": "image/png", "size_bytes": 1, "purpose": "submission"}


def store(studio: Studio) -> Any:
    """A stored upload of the creator."""
    return studio.store(studio.creator, purpose="submission")


def content(studio: Studio, asset: Any, **fields: object) -> dict[str, object]:
    """The body of a submission with this file."""
    body = {"deliverable_id": studio.deliverable, "submission_type": "file", "file_path": asset["object_key"]}
    return body | fields


def test_a_creator_uploads_hands_in_and_the_brand_looks_at_it(studio: Studio) -> None:
    asset = store(studio)
    assert (asset["creator_user_id"], asset["handed_in_at"]) == (str(studio.creator.id), None)
    assert asset["object_key"].startswith(f"{studio.campaign[1:]}/submissions/{studio.creator.id}/")
    path = f"{studio.assets}/{asset['id']}"
    for early in (studio.brand, studio.analyst, studio.stranger):
        assert early.refused("GET", path) == (404, "NOT_FOUND")
    assert studio.brand.get(studio.assets)["data"] == []
    submission = studio.creator.post(f"{studio.campaign}/submissions", **content(studio, asset))
    assert studio.brand.get(path)["handed_in_at"] is not None
    seen = studio.brand.get(f"/submissions/{submission['id']}/file")
    assert httpx.get(seen["download"]["url"]).content == PNG
    assert studio.stranger.refused("GET", f"/submissions/{submission['id']}/file") == (404, "NOT_FOUND")
    studio.brand.post(f"/submissions/{submission['id']}/reviews", decision="approved")


def test_purposes_are_told_apart_in_the_list(studio: Studio) -> None:
    ours, theirs = studio.store(), store(studio)
    assert [one["id"] for one in studio.creator.get(studio.assets)["data"]] == [theirs["id"], ours["id"]]
    for purpose, asset in (("campaign", ours), ("submission", theirs)):
        found = studio.creator.get(studio.assets, purpose=purpose)["data"]
        assert [one["id"] for one in found] == [asset["id"]]


def test_only_who_takes_part_uploads_files_to_hand_in(studio: Studio) -> None:
    with studio.database.connect() as db:
        invited = Person(make_user(db))
    studio.brand.post(f"{studio.campaign}/invitations", creator_user_id=str(invited.id))
    for outsider in (invited, studio.brand, studio.analyst):
        assert outsider.refused("POST", studio.assets, **BODY) == (403, "PARTICIPANT_REQUIRED")
    assert studio.stranger.refused("POST", studio.assets, **BODY) == (404, "NOT_FOUND")


def test_the_brand_neither_completes_nor_deletes_what_a_creator_handed_in(studio: Studio) -> None:
    asset = store(studio)
    studio.creator.post(f"{studio.campaign}/submissions", **content(studio, asset))
    path = f"{studio.assets}/{asset['id']}"
    assert studio.brand.refused("DELETE", path) == (403, "FORBIDDEN")
    assert studio.brand.refused("POST", f"{path}/complete") == (403, "FORBIDDEN")
    assert studio.creator.refused("DELETE", path) == (409, "ASSET_HANDED_IN")
    assert studio.keys() == [asset["object_key"]]


def test_a_creator_deletes_what_is_not_handed_in(studio: Studio) -> None:
    asset = store(studio)
    assert delete(studio.creator, f"{studio.assets}/{asset['id']}").status == 204
    assert studio.keys() == []
    refused = studio.creator.refused("POST", f"{studio.campaign}/submissions", **content(studio, asset))
    assert refused == (422, "FILE_NOT_UPLOADED")


def test_only_a_stored_upload_of_ones_own_for_this_campaign_is_handed_in(studio: Studio) -> None:
    with studio.database.connect() as db:
        other = Person(make_user(db))
    invitation = studio.brand.post(f"{studio.campaign}/invitations", creator_user_id=str(other.id))
    other.post(f"/invitations/{invitation['id']}/accept")
    pending, of_the_brand = studio.announce(studio.creator, purpose="submission"), studio.store()
    of_another = studio.store(other, purpose="submission")
    path = f"{studio.campaign}/submissions"
    for asset in (pending, of_the_brand, of_another, {"object_key": "../secret"}):
        refused = studio.creator.refused("POST", path, **content(studio, asset))
        assert refused == (422, "FILE_NOT_UPLOADED")
        linked = content(
            studio, asset, submission_type="url", content_url="https://instagram.example.com/reel/1"
        )
        assert studio.creator.refused("POST", path, **linked) == (422, "FILE_NOT_UPLOADED")
    assert studio.brand.get(path)["data"] == []
    assert studio.brand.refused("GET", f"{studio.assets}/{of_another['id']}") == (404, "NOT_FOUND")


def test_a_revision_hands_in_another_file_and_both_stay(studio: Studio) -> None:
    first, second = store(studio), store(studio)
    submission = studio.creator.post(f"{studio.campaign}/submissions", **content(studio, first))
    path = f"/submissions/{submission['id']}"
    studio.brand.post(f"{path}/reviews", decision="changes_requested", feedback="Brighter.")
    revised = {"submission_type": "file", "file_path": second["object_key"]}
    assert studio.creator.post(f"{path}/revisions", **revised)["revision"] == 2
    assert studio.brand.get(f"{path}/file")["id"] == second["id"]
    for asset in (first, second):
        assert studio.brand.get(f"{studio.assets}/{asset['id']}")["handed_in_at"] is not None


def test_a_submission_without_a_file_has_none(studio: Studio) -> None:
    submission = studio.creator.post(
        f"{studio.campaign}/submissions", deliverable_id=studio.deliverable, submission_type="text",
        description="A poem",
    )  # fmt: skip
    assert studio.brand.refused("GET", f"/submissions/{submission['id']}/file") == (404, "NOT_FOUND")


def test_who_was_removed_and_a_paused_campaign(studio: Studio) -> None:
    studio.brand.post(f"{studio.campaign}/pause")
    assert store(studio)["status"] == "stored"
    with studio.database.connect() as db:
        row = db.execute("select id from campaign_participants").fetchone()
    assert row is not None
    studio.brand.post(f"/participants/{row[0]}/remove", reason="Enough")
    assert studio.creator.refused("POST", studio.assets, **BODY) == (409, "PARTICIPANT_NOT_ACTIVE")
    studio.brand.post(f"{studio.campaign}/cancel")
    assert studio.creator.refused("POST", studio.assets, **BODY) == (409, "CAMPAIGN_NOT_RUNNING")


def test_who_was_removed_reads_their_own_files_and_none_of_the_brands(studio: Studio) -> None:
    before, own = studio.store(), store(studio)
    with studio.database.connect() as db:
        row = db.execute("select id from campaign_participants").fetchone()
    assert row is not None
    assert studio.creator.get(f"{studio.assets}/{before['id']}")["download"]
    studio.brand.post(f"/participants/{row[0]}/remove", reason="Enough")
    for asset in (before, studio.store(file_name="since.png")):
        assert studio.creator.refused("GET", f"{studio.assets}/{asset['id']}") == (404, "NOT_FOUND")
    assert [one["id"] for one in studio.creator.get(studio.assets)["data"]] == [own["id"]]


def test_who_is_invited_or_has_done_everything_reads_the_brands_files(studio: Studio) -> None:
    with studio.database.connect() as db:
        invited = Person(make_user(db))
    invitation = studio.brand.post(f"{studio.campaign}/invitations", creator_user_id=str(invited.id))
    path = f"{studio.assets}/{studio.store()['id']}"
    assert invited.get(path)["download"]
    invited.post(f"/invitations/{invitation['id']}/decline")
    assert invited.refused("GET", path) == (404, "NOT_FOUND")
    with studio.database.connect() as db:
        db.execute("update campaign_participants set status = 'completed'")
    assert studio.creator.get(path)["download"]


AGE: LiteralString = (
    "update campaign_assets set created_at = now() - make_interval(hours => %s) where id = %s"
)


def age(studio: Studio, asset: Any, hours: int) -> None:
    """Make a file older than it is."""
    with studio.database.connect() as db:
        db.execute(AGE, (hours, asset["id"]))


def test_the_clock_deletes_what_was_never_completed_refused_or_never_handed_in(studio: Studio) -> None:
    month = 30 * 24 + 1
    kept = [studio.store(), store(studio), store(studio), studio.announce()]
    studio.creator.post(f"{studio.campaign}/submissions", **content(studio, kept[1]))
    for asset, hours in zip(kept, (month, month, month - 2, 23), strict=True):
        age(studio, asset, hours)
    abandoned, refused, idle = studio.announce(), studio.announce(), store(studio)
    upload(abandoned, PNG)
    upload(refused, b"no PNG")
    studio.brand.refused("POST", f"{studio.assets}/{refused['id']}/complete")
    for asset, hours in ((abandoned, 25), (refused, 25), (idle, month)):
        age(studio, asset, hours)
    assert run_clock(datetime.now(UTC))["files_swept"] == 3
    with studio.database.connect() as db:
        left = {str(row[0]) for row in db.execute("select id from campaign_assets").fetchall()}
    assert left == {asset["id"] for asset in kept}
    assert sorted(studio.keys()) == sorted(asset["object_key"] for asset in kept[:3])
    assert run_clock(datetime.now(UTC))["files_swept"] == 0


def test_the_sweep_is_bounded_and_goes_on_in_the_next_hour(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "A_PASS", 2)
    monkeypatch.setattr(assets, "MOST_PASSES", 2)
    for _ in range(5):
        studio.announce()
    tomorrow = datetime.now(UTC) + timedelta(hours=25)
    assert [assets.sweep(tomorrow) for _ in range(3)] == [4, 1, 0]


def test_where_s3_does_not_answer_the_rows_stay_for_the_next_hour(studio: Studio) -> None:
    studio.announce()
    tomorrow = datetime.now(UTC) + timedelta(hours=25)
    with pytest.MonkeyPatch.context() as outage:
        outage.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
        assets.file_store.cache_clear()
        with pytest.raises(Exception, match="file store does not answer"):
            assets.sweep(tomorrow)
    assets.file_store.cache_clear()
    assert assets.sweep(tomorrow) == 1


def test_a_pass_without_loose_files_needs_no_s3(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    studio.store()
    monkeypatch.delenv("ASSET_BUCKET")
    assets.file_store.cache_clear()
    assert assets.sweep(datetime.now(UTC) + timedelta(days=90)) == 0
    assert studio.s3.list_objects_v2(Bucket=BUCKET)["KeyCount"] == 1
