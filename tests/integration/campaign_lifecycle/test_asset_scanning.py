"""A file that a scanner refuses is refused on completion, by every door; one that nobody has looked at yet waits."""

from typing import Any

import pytest

from common.adapters.scanning.guardduty import TAG
from common.adapters.scanning.stub import EICAR
from tests.actors import in_process
from tests.factories.events import Answer
from tests.integration.campaign_lifecycle.uploads import BUCKET, PNG, UploadingCampaign, upload

INFECTED = PNG[:20] + EICAR


def _complete(uploading: UploadingCampaign, asset: Any) -> Answer:
    return in_process("POST", f"/api/v1{uploading.assets}/{asset['id']}/complete", user=uploading.brand.id)


def _said(answer: Answer) -> tuple[int, str]:
    return answer.status, answer.body["code"]


def _tag(uploading: UploadingCampaign, asset: Any, status: str) -> None:
    """As GuardDuty does, some seconds after the upload."""
    tags = {"TagSet": [{"Key": "other", "Value": "x"}, {"Key": TAG, "Value": status}]}
    key = f"campaigns/incoming/{asset['id']}"
    uploading.s3.put_object_tagging(Bucket=BUCKET, Key=key, Tagging=tags)  # type: ignore[arg-type]


def test_the_laptops_scanner_refuses_the_text_that_every_scanner_is_tried_with(
    uploading: UploadingCampaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UPLOAD_SCANNER", "stub")
    asset = uploading.announce(size_bytes=1_000)
    upload(asset, INFECTED)
    assert _said(_complete(uploading, asset)) == (422, "ASSET_UNSAFE")
    assert uploading.keys() == []
    assert _said(_complete(uploading, asset)) == (422, "ASSET_REFUSED")
    assert uploading.brand.get(f"{uploading.assets}/{asset['id']}")["status"] == "refused"
    assert uploading.store()["status"] == "stored"


def test_without_a_scanner_nobody_looks(
    uploading: UploadingCampaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("UPLOAD_SCANNER", raising=False)
    asset = uploading.announce(size_bytes=1_000)
    upload(asset, INFECTED)
    assert _complete(uploading, asset).body["status"] == "stored"


def test_a_file_waits_for_its_tag_and_is_kept_without_it(
    uploading: UploadingCampaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UPLOAD_SCANNER", "guardduty")
    asset = uploading.announce()
    upload(asset, PNG)
    for _ in range(2):
        assert _said(_complete(uploading, asset)) == (409, "ASSET_NOT_SCANNED")
    _tag(uploading, asset, "NO_THREATS_FOUND")
    stored = _complete(uploading, asset).body
    assert stored["status"] == "stored"
    kept = uploading.s3.get_object_tagging(Bucket=BUCKET, Key=stored["object_key"])
    assert kept["TagSet"] == []


@pytest.mark.parametrize("status", ["THREATS_FOUND", "UNSUPPORTED"])
def test_a_tagged_file_is_refused_and_deleted(
    uploading: UploadingCampaign, status: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UPLOAD_SCANNER", "guardduty")
    asset = uploading.announce()
    upload(asset, PNG)
    _tag(uploading, asset, status)
    assert _said(_complete(uploading, asset)) == (422, "ASSET_UNSAFE")
    assert uploading.keys() == []


@pytest.mark.parametrize("status", ["FAILED", "ACCESS_DENIED", "something new"])
def test_a_scanner_that_fails_lets_nothing_through_and_refuses_nobody(
    uploading: UploadingCampaign, status: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UPLOAD_SCANNER", "guardduty")
    asset = uploading.announce()
    upload(asset, PNG)
    _tag(uploading, asset, status)
    assert _said(_complete(uploading, asset)) == (503, "FILE_STORE_UNAVAILABLE")
    assert uploading.brand.get(f"{uploading.assets}/{asset['id']}")["status"] == "pending"
    _tag(uploading, asset, "NO_THREATS_FOUND")
    assert _complete(uploading, asset).body["status"] == "stored"


def test_a_file_that_took_the_place_of_a_clean_one_is_not_clean(
    uploading: UploadingCampaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A form can be used again: the tag belongs to a version, not to a name."""
    monkeypatch.setenv("UPLOAD_SCANNER", "guardduty")
    versioned = {"Status": "Enabled"}
    uploading.s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration=versioned)  # type: ignore[arg-type]
    asset = uploading.announce()
    upload(asset, PNG)
    _tag(uploading, asset, "NO_THREATS_FOUND")
    upload(asset, PNG)
    assert _said(_complete(uploading, asset)) == (409, "ASSET_NOT_SCANNED")
    for version in uploading.s3.list_object_versions(Bucket=BUCKET)["Versions"]:
        uploading.s3.delete_object(Bucket=BUCKET, Key=version["Key"], VersionId=version["VersionId"])


def test_a_scanner_that_nobody_knows_is_no_scanner(monkeypatch: pytest.MonkeyPatch) -> None:
    from common.adapters.scanning.choice import scanner

    monkeypatch.setenv("UPLOAD_SCANNER", "clam")
    with pytest.raises(ValueError, match="clam"):
        scanner()
