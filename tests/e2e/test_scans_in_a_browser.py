"""The scan page in a phone's browser: with a script and without, with a place, and when answers are lost."""

import json
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.e2e.conftest import RunningSystem
from tests.factories.activations import make_activation, make_activation_code, make_geofence
from tests.factories.people import brand_of, make_user
from tools.browser import perform

IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/17.5 Mobile/15E148 Safari/604.1"
)
GATE = {"latitude": 52.51628, "longitude": 13.3777, "accuracy": 10}
PARIS = {"latitude": 48.85837, "longitude": 2.29448, "accuracy": 10}


@pytest.fixture(scope="module")
def seen(system: RunningSystem) -> list[dict[str, Any]]:
    """What five people saw who pressed the button."""
    with psycopg.connect(system.database_url, autocommit=True) as db:
        brand = brand_of(db, make_user(db, "brand"))
        fence = make_geofence(db, brand)
        make_activation_code(db, make_activation(db, brand), short_code="browser1")
        fenced = make_activation(db, brand, geofence_id=fence, fence_mode="refuse")
        make_activation_code(db, fenced, short_code="browser2")
    open_, gate = (f"{system.url}/q/browser{number}" for number in (1, 2))
    asked: list[dict[str, Any]] = [
        {"url": open_, "script": True},
        {"url": f"{open_}?lang=de", "script": False},
        {"url": gate, "script": True, "place": GATE},
        {"url": gate, "script": True, "place": PARIS},
        {"url": open_, "script": True, "fail": 2},
    ]
    script = Path(__file__).with_name("scanning.mjs")
    found: list[dict[str, Any]] = perform(script, [{"agent": IPHONE} | one for one in asked])
    return found


def test_the_page_says_what_became_of_the_scan_where_it_stands(seen: list[dict[str, Any]]) -> None:
    for one in (seen[0], seen[2], seen[4]):
        assert "Thank you. Your scan was counted." in one["text"]
        assert (one["forms"], one["focus"], one["errors"]) == (0, "result", [])
    assert "You seem to be somewhere else" in seen[3]["text"]


def test_without_a_script_the_form_leads_to_the_result(seen: list[dict[str, Any]]) -> None:
    assert "Danke. Ihr Scan wurde gezählt." in seen[1]["text"]
    assert seen[1]["path"] == "/q/browser1/result"


def test_the_cookie_comes_with_the_button_and_no_script_reads_it(seen: list[dict[str, Any]]) -> None:
    for one in seen:
        assert one["cookiesBefore"] == 0
        assert one["cookies"] == [{"name": "__Host-device", "httpOnly": True, "sameSite": "Lax"}]


def test_the_place_is_sent_only_where_the_brand_asks_for_it(seen: list[dict[str, Any]]) -> None:
    assert json.loads(seen[2]["sent"][0])["position"] == {"lat": 52.51628, "lng": 13.3777, "accuracy": 10}
    assert "position" not in json.loads(seen[0]["sent"][0])


def test_what_was_lost_is_sent_again_with_the_same_ticket_and_counts_once(
    system: RunningSystem, seen: list[dict[str, Any]]
) -> None:
    assert len(seen[4]["sent"]) == 3
    assert len(set(seen[4]["sent"])) == 1
    with psycopg.connect(system.database_url) as db:
        counted = db.execute(
            "select count(*) from scans as s join activation_codes as c on c.id = s.code_id"
            " where s.verdict = 'accepted' and c.short_code in ('browser1', 'browser2')"
        ).fetchone()
    assert counted == (4,)


def test_the_page_fits_an_old_phone(seen: list[dict[str, Any]]) -> None:
    assert [one["overflow"] for one in seen] == [0] * 5
