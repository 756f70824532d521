"""A screen and a gate in browsers as large as a phone: with a wrong clock, without a network, and with both again."""

from pathlib import Path
from typing import Any

import psycopg
import pytest

from activations.staff_links.tokens import hash_of, new_token
from tests.e2e.conftest import RunningSystem
from tests.factories.activations import make_activation, make_activation_code, owner_of
from tests.factories.people import brand_of, make_user
from tests.factories.rows import insert_row
from tests.typing import Connection
from tools.browser import perform

ROTATE_SECONDS = 10
CODES = ["browsergate1", "browsergate2"]


def make_link(db: Connection, brand: object, activation: object, kind: str) -> str:
    """A link's token."""
    token = new_token()
    row = db.execute("select brand_id from activations where id = %s", (activation,)).fetchone()
    assert row is not None
    insert_row(db, "activation_staff", {
        "activation_id": activation, "brand_id": brand, "created_by": owner_of(db, row[0]), "kind": kind,
        "label": "North", "token_hash": hash_of(token), "expires_at": "2099-01-01",
    })  # fmt: skip
    return token


@pytest.fixture(scope="module")
def seen(system: RunningSystem) -> dict[str, Any]:
    """What was seen at a screen and at a gate."""
    with psycopg.connect(system.database_url, autocommit=True) as db:
        brand = brand_of(db, make_user(db, "brand"))
        rotating = make_activation(db, brand, code_mode="rotating", rotate_seconds=ROTATE_SECONDS)
        make_activation_code(db, rotating, short_code="browserscrn1")
        single = make_activation(db, brand, code_mode="single_use")
        for code in CODES:
            make_activation_code(db, single, short_code=code, max_uses=1)
        links = {
            "screen": make_link(db, brand, rotating, "screen"), "gate": make_link(db, brand, single, "gate"),
        }  # fmt: skip
    asked = {name: f"{system.url}/q/staff#{token}" for name, token in links.items()} | {"codes": CODES}
    (found,) = perform(Path(__file__).with_name("staff.mjs"), [asked])
    return dict(found)


def test_a_screen_with_a_wrong_clock_shows_the_step_of_now_and_goes_on_offline(seen: dict[str, Any]) -> None:
    for shown in (seen["screen"], seen["later"]):
        assert shown["loaded"]
        assert abs(shown["at"] / ROTATE_SECONDS - shown["step"] - 0.5) <= 0.7
    assert seen["later"]["step"] > seen["screen"]["step"]
    assert (seen["screen"]["before"], seen["screen"]["path"]) == (0, "/q/browserscrn1/screen")
    assert 250 <= seen["screen"]["width"] <= 320


def test_a_screen_that_is_offline_for_too_long_goes_dark(seen: dict[str, Any]) -> None:
    assert "out of date" in seen["dark"]


def test_a_gate_says_what_became_of_each_code(seen: dict[str, Any]) -> None:
    assert seen["first"] == f"{CODES[0]}: Counted"
    assert seen["second"] == f"{CODES[0]}: Already counted"
    assert seen["unknown"] == "nobodys00001: Not valid here"
    assert seen["none"] == "This is no code"


def test_a_gate_keeps_what_it_scans_offline_and_says_so_until_it_is_uploaded(seen: dict[str, Any]) -> None:
    assert seen["kept"] == f"{CODES[1]}: kept, not checked yet"
    assert seen["line"] == "1 kept, not uploaded yet"
    (kept,) = seen["storage"]
    assert kept.keys() == {"code", "scan_key", "claimed_at"}, "nothing of anybody"
    assert seen["uploaded"] == f"{CODES[1]}: Counted"
    assert seen["after"] == 0


def test_a_gate_fits_a_small_phone_and_its_cookie_is_no_scripts(seen: dict[str, Any]) -> None:
    assert seen["overflow"] <= 0
    assert seen["cookies"] == [{"name": "__Host-staff", "httpOnly": True, "sameSite": "Lax"}]
    assert seen["errors"] == []
