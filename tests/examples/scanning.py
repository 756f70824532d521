"""Nora has her tea scanned at the harbour: by people without an account, by a program, and by Lena, who has one."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from tests.examples.stage import DAYS_AHEAD, Form, Stage

HARBOUR = {"lat": 60.3951, "lng": 5.3243, "accuracy": 12}
FAY = "fay@example.net"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/17.5 Mobile/15E148 Safari/604.1"
)
SECONDS_OF_A_MINUTE, SECONDS_OF_ALL_SCANS = 60, 20
PROGRAM = "python-requests/2.32.3"


def nora_says_where(stage: Stage) -> None:
    """A circle around the stand, and whether it is drawn well; another fence is dropped."""
    fence = {
        "brand_id": stage.ids["brand_id"], "name": "At the harbour", "shape": "circle",
        "origin_lat": 60.395, "origin_lng": 5.324, "radius_m": 150, "country": "NO",
    }  # fmt: skip
    stage.ids["geofence_id"] = stage.call("createGeofence", "nora", fence)["id"]
    stage.call("changeGeofence", "nora", {"radius_m": 200})
    stage.call("readGeofence", "nora")
    stage.call("tryGeofence", "nora", {"points": [HARBOUR, {"lat": 59.9139, "lng": 10.7522}]})
    ring = [[60.39, 5.31], [60.39, 5.33], [60.4, 5.33], [60.4, 5.31]]
    other = {"brand_id": stage.ids["brand_id"], "name": "The whole town", "shape": "polygon", "ring": ring}
    dropped = stage.call("createGeofence", "nora", other)["id"]
    stage.call("listGeofences", "nora")
    stage.call("deleteGeofence", "nora", geofence_id=dropped)


def nora_lets_people_scan(stage: Stage) -> None:
    """A draft with codes, printed, and launched."""
    now = datetime.now(UTC)
    draft = {
        "campaign_id": stage.ids["campaign_id"], "kind": "event", "name": "Tea at the harbour",
        "starts_at": (now - timedelta(minutes=1)).isoformat(timespec="seconds"),
        "ends_at": (now + timedelta(days=DAYS_AHEAD)).isoformat(timespec="seconds"),
        "geofence_id": stage.ids["geofence_id"], "fence_mode": "flag",
        "landing_url": "https://fjord-tea.example.com/harbour",
    }  # fmt: skip
    stage.ids["activation_id"] = stage.call("createActivation", "nora", draft)["id"]
    stage.call("changeActivation", "nora", {"limit_per_device_day": 1, "limit_total": 500})
    dropped = stage.call("createActivation", "nora", {**draft, "name": "Tea in the snow"})["id"]
    stage.call("listActivations", "nora", query={"campaign_id": stage.ids["campaign_id"]})
    stage.call("deleteActivation", "nora", activation_id=dropped)
    made = stage.call("createActivationCodes", "nora", {"count": 2, "label": "Table"})["data"]
    stage.ids |= {"code_id": made[0]["id"], "short_code": made[0]["short_code"]}
    stage.call("changeActivationCode", "nora", {"label": "By the door"})
    stage.call("readActivationCode", "nora")
    stage.call("listActivationCodes", "nora")
    stage.call("downloadActivationCode", "nora", query={"format": "svg"})
    stage.call("launchActivation", "nora")
    stage.call("pauseActivation", "nora")
    stage.call("resumeActivation", "nora")
    stage.call("readActivation", "nora")
    stage.call("requestCodeSheet", "nora", {"format": "pdf"})


def fay_scans(stage: Stage) -> None:
    """With a browser that has no account, and an address that she shows to be hers."""
    _let_the_minute_end()
    stage.ids["scan_id"] = scan(stage, "fay", PHONE)
    stage.call("findScanAnswer", "fay")
    code = {"code": stage.ids["short_code"]}
    stage.call("requestFanCode", "fay", code | {"email": FAY})
    stage.call("confirmFanCode", "fay", code | {"digits": stage.code_for(FAY)})
    stage.call("readFanData", "fay", query=code)


def lena_joins_what_she_scanned(stage: Stage) -> None:
    """Her phone gives her a ticket, her account takes it; and leaves again."""
    scan(stage, "lenas phone", PHONE)
    code = {"code": stage.ids["short_code"]}
    ticket = stage.call("makeFanTicket", "lenas phone", code)["ticket"]
    joined = stage.call("joinFan", "lena", {"ticket": ticket})["id"]
    stage.call("listFanLinks", "lena")
    stage.call("leaveFan", "lena", fan_id=joined)


def nora_looks_at_what_was_scanned(stage: Stage) -> None:
    """A program scanned too: it waits, until she says that it was a mistake of hers."""
    stage.ids["scan_id"] = scan(stage, "a program", PROGRAM)
    stage.call("listScanReviews", "nora")
    stage.call("readScanReview", "nora")
    decision = {"decision": "cleared", "note": "This was our own test of the code."}
    stage.call("reviewScan", "nora", decision)
    stage.call("listScanRules", "admin")
    stage.call("listScans", "nora", query={"activation_id": stage.ids["activation_id"]})
    stage.run_job("scan-minutes", datetime.now(UTC) + timedelta(minutes=1))
    stage.call("readLiveCounts", "nora")


def nora_lets_people_in(stage: Stage) -> None:
    """A screen shows her code; a gate takes what it scanned, and is shut in the end."""
    for door in ("screen", "gate"):
        made = stage.call("createStaffLink", "nora", {"kind": door, "label": "Northern entrance"})
        token = made["url"].rpartition("#")[2]
        stage.ids["staff_id"], stage.cookies[door] = made["id"], f"__Host-staff={token}"
        stage.call("showStaffLink")
        stage.call("openStaffLink", door, Form(token=token))
    code = stage.ids["short_code"]
    stage.call("showScreen", "screen", code=code)
    stage.call("readScreen", "screen", code=code)
    stage.call("showGate", "gate", code=code)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    entry = {"code": code, "scan_key": str(uuid4()), "claimed_at": now}
    stage.call("recordGateScans", "gate", {"sent_at": now, "scans": [entry]})
    stage.call("listStaffLinks", "nora")
    stage.call("revokeStaffLink", "nora")


def people_are_forgotten(stage: Stage) -> None:
    """Fay asks Nora for it; whoever has the browser can do it alone."""
    code = {"code": stage.ids["short_code"]}
    fay = stage.call("readFanData", "fay", query=code)["fan"]["id"]
    stage.call("eraseFan", "nora", fan_id=fay)
    scan(stage, "somebody", PHONE)
    stage.call("eraseFanData", "somebody", query=code)
    stage.call("completeActivation", "nora")


def scan(stage: Stage, browser: str, agent: str) -> str:
    """Look at the page of the code and press its button; the scan's id. The browser keeps its cookie."""
    client, code = stage.system.client, stage.ids["short_code"]
    page = client.get(f"/q/{code}", headers={"accept": "application/json", "user-agent": agent})
    sent: dict[str, Any] = {"ticket": page.json()["ticket"], "position": HARBOUR}
    own = {"sec-fetch-site": "same-origin", "user-agent": agent}
    answer = client.post("/api/v1/qr/scan", json=sent, headers=own)
    assert answer.json()["verdict"] in ("accepted", "flagged"), answer.text
    stage.cookies[browser] = answer.headers["set-cookie"].partition(";")[0]
    found: str = answer.json()["scan_id"]
    return found


def _let_the_minute_end() -> None:
    """Wait for the next one where the scans would go on beyond it: they are counted by the minute."""
    if (second := datetime.now(UTC).second) > SECONDS_OF_A_MINUTE - SECONDS_OF_ALL_SCANS:
        time.sleep(SECONDS_OF_A_MINUTE - second)


ACTS = (
    nora_says_where,
    nora_lets_people_scan,
    fay_scans,
    lena_joins_what_she_scanned,
    nora_looks_at_what_was_scanned,
    nora_lets_people_in,
    people_are_forgotten,
)
