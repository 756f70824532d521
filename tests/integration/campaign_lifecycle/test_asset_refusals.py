"""What is not taken: malformed announcements, files that are not what was announced, names that do harm."""

import httpx
import pytest

from tests.actors import in_process
from tests.integration.campaign_lifecycle.uploads import PDF, PNG, SHA256, UploadingCampaign, upload


@pytest.mark.parametrize(
    ("fields", "content", "reason"),
    [
        ({}, PDF, "type"),
        ({"media_type": "application/pdf"}, PNG, "type"),
        ({"media_type": "video/mp4", "size_bytes": 200}, b"\0\0\0\x1cftypheic\0\0\0\0mif1heicmiaf", "type"),
        ({"size_bytes": len(PNG) - 1}, PNG, "size"),
        ({}, b"", "size"),
        ({"checksum_sha256": "0" * 64}, PNG, "checksum"),
    ],
    ids=["PDF as PNG", "PNG as PDF", "HEIC as MP4", "larger", "empty", "other contents"],
)
def test_what_is_not_as_announced_is_refused_and_deleted(
    uploading: UploadingCampaign, fields: dict[str, object], content: bytes, reason: str
) -> None:
    asset = uploading.announce(None, **fields)
    upload(asset, content)
    path = f"{uploading.assets}/{asset['id']}"
    for _ in range(2):
        answer = in_process("POST", f"/api/v1{path}/complete", user=uploading.brand.id)
        assert (answer.status, answer.body["code"]) == (422, "ASSET_REFUSED")
        assert answer.body["details"] == [{"reason": reason}]
    assert uploading.keys() == []
    seen = uploading.brand.get(path)
    assert (seen["status"], seen["refusal_reason"], seen["upload"], seen["download"]) == (
        "refused", reason, None, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    "fields",
    [
        {"size_bytes": 0},
        {"size_bytes": 209_715_201},
        {"size_bytes": "many"},
        {"size_bytes": "10"},
        {"size_bytes": True},
        {"size_bytes": 10.0},
        {"media_type": "text/html"},
        {"media_type": "image/svg+xml"},
        {"media_type": "IMAGE/PNG"},
        {"checksum_sha256": "abc"},
        {"checksum_sha256": SHA256.upper()},
        {"file_name": ""},
        {"file_name": "  "},
        {"file_name": "x" * 256},
        {"file_name": "../../etc/passwd"},
        {"file_name": "C:\\secret.png"},
        {"file_name": ".."},
        {"file_name": "nul\x00byte.png"},
        {"file_name": 'a.png"\r\nset-cookie: x=1'},
        {"file_name": "\u202egnp.exe"},
        {"file_name": "\u061cgnp.exe"},
        {"file_name": "lo\u200bgo.png"},
        {"file_name": "lo\u200cgo.png"},
        {"file_name": "lo\u200dgo.png"},
        {"file_name": "\u200d夏.png"},
        {"file_name": "夏\u200d.png"},
        {"file_name": "夏.png\u200d"},
        {"file_name": "lo\u00adgo.png"},
        {"file_name": "\ufefflogo.png"},
        {"file_name": "lone \ud800.png"},
        {"object_key": "campaigns/elsewhere"},
        {"purpose": "avatar"},
    ],
)
def test_a_malformed_announcement_is_422_and_leaves_nothing(
    uploading: UploadingCampaign, fields: dict[str, object]
) -> None:
    body = {"file_name": "a.png", "media_type": "image/png", "size_bytes": 1} | fields
    assert uploading.brand.refused("POST", uploading.assets, **body)[0] == 422
    assert uploading.brand.get(uploading.assets)["data"] == []


@pytest.mark.parametrize(
    ("name", "plain", "encoded"),
    [
        ("Été 🎉.PNG", "Ete .PNG", "%C3%89t%C3%A9%20%F0%9F%8E%89.PNG"),
        ("<b>\"; x='.png", "_b___ x__.png", "%3Cb%3E%22%3B%20x%3D%27.png"),
        ("page.html", "page.html.png", "page.html.png"),
        ("夏.png", "file.png", "%E5%A4%8F.png"),
        ("👩\u200d🚀.png", "file.png", "%F0%9F%91%A9%E2%80%8D%F0%9F%9A%80.png"),
        ("می\u200cشود.png", "file.png", "%D9%85%DB%8C%E2%80%8C%D8%B4%D9%88%D8%AF.png"),
    ],
)
def test_a_name_comes_back_as_it_went_and_does_no_harm_as_a_header(
    uploading: UploadingCampaign, name: str, plain: str, encoded: str
) -> None:
    asset = uploading.store(file_name=name)
    assert asset["file_name"] == name
    header = httpx.get(asset["download"]["url"]).headers["content-disposition"]
    assert header == f"attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}"
