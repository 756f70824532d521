"""A file through the running system: announced over HTTP, posted to the local S3, completed, downloaded."""

import time

import httpx

from common.adapters.scanning.stub import EICAR
from tests.e2e.system import RunningSystem

PDF = b"%PDF-1.7\n" + b"\0" * 1_000


def test_a_file_is_uploaded_stored_and_downloaded(system: RunningSystem) -> None:
    brand = system.signed_in("brand@example.com")
    campaign = system.client.post("/api/v1/campaigns", json={"name": "With files"}, headers=brand).json()[
        "id"
    ]
    path = f"/api/v1/campaigns/{campaign}/assets"
    body = {"file_name": "Briefing.pdf", "media_type": "application/pdf", "size_bytes": len(PDF)}
    announced = system.client.post(path, json=body, headers=brand)
    assert announced.status_code == 201, announced.text
    asset = announced.json()
    early = system.client.post(f"{path}/{asset['id']}/complete", headers=brand)
    assert (early.status_code, early.json()["code"]) == (409, "ASSET_NOT_UPLOADED")
    form = asset["upload"]
    assert form["url"].startswith("http://127.0.0.1:")
    assert httpx.post(form["url"], data=form["fields"], files={"file": PDF}).status_code == 204
    stored = system.client.post(f"{path}/{asset['id']}/complete", headers=brand)
    assert (stored.status_code, stored.json()["status"]) == (200, "stored")
    assert httpx.get(stored.json()["download"]["url"]).content == PDF
    assert system.client.delete(f"{path}/{asset['id']}", headers=brand).status_code == 204
    assert httpx.get(stored.json()["download"]["url"]).is_client_error


def test_a_laptop_plays_the_scanner_of_uploads(system: RunningSystem) -> None:
    brand = system.signed_in("brand@example.com")
    made = system.client.post("/api/v1/campaigns", json={"name": "With threats"}, headers=brand)
    path = f"/api/v1/campaigns/{made.json()['id']}/assets"
    body = {"file_name": "Briefing.pdf", "media_type": "application/pdf", "size_bytes": len(PDF)}
    asset = system.client.post(path, json=body, headers=brand).json()
    form = asset["upload"]
    httpx.post(form["url"], data=form["fields"], files={"file": PDF[:100] + EICAR}).raise_for_status()
    refused = system.client.post(f"{path}/{asset['id']}/complete", headers=brand)
    assert (refused.status_code, refused.json()["code"]) == (422, "ASSET_UNSAFE")


def test_a_page_of_another_origin_may_post_the_form(system: RunningSystem) -> None:
    brand = system.signed_in("brand@example.com")
    campaign = system.client.post("/api/v1/campaigns", json={"name": "With files"}, headers=brand).json()[
        "id"
    ]
    body = {"file_name": "a.pdf", "media_type": "application/pdf", "size_bytes": len(PDF)}
    form = system.client.post(f"/api/v1/campaigns/{campaign}/assets", json=body, headers=brand).json()[
        "upload"
    ]
    origin = {"origin": "http://localhost:5173"}
    answer = httpx.post(form["url"], data=form["fields"], files={"file": PDF}, headers=origin)
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] in {"*", origin["origin"]}


def test_a_copy_of_ones_data_is_written_by_its_worker_and_downloaded(system: RunningSystem) -> None:
    brand = system.signed_in("brand@example.com")
    asked = system.client.post("/api/v1/users/me/exports", headers=brand)
    assert asked.status_code == 202, asked.text
    path = f"/api/v1/exports/{asked.json()['id']}"
    deadline = time.monotonic() + 30
    while (export := system.client.get(path, headers=brand).json())["status"] == "pending":
        assert time.monotonic() < deadline, "nobody writes it"
        time.sleep(0.1)
    answer = httpx.get(export["download"]["url"])
    assert len(answer.content) == export["size_bytes"]
    assert answer.json()["data"]["users"][0]["email"] == "brand@example.com"
    other = system.signed_in("creator@example.com")
    assert system.client.get(path, headers=other).status_code == 404
