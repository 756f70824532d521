"""The pages behind links of gates and screens: nothing before the button, and nobody else let in."""

import html
import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest

from activations import api, keys, proofs
from activations.staff_links.tokens import STAFF_COOKIE
from activations.staff_pages import service
from common import qr_codes
from common.secrets import integration_secret
from tests.factories.activations import make_activation, make_activation_code
from tests.factories.events import LambdaContext, http_event
from tests.integration.activations.fanning import SAME_ORIGIN
from tests.integration.activations.gating import Gate, open_link
from tests.integration.activations.people import People
from tests.typing import Connection

CODE = "rotating0001"
FORM = {"content-type": "application/x-www-form-urlencoded"}
KNOWN = re.compile(r'<script type="application/json" id="known">(.*?)</script>')
STEP = 1_700_000_010 // 30
"""A step of 30 seconds, from 1 700 000 010 to 1 700 000 040."""


@pytest.fixture
def activation(db: Connection, people: People) -> UUID:
    found = make_activation(db, people.brand, code_mode="rotating", name="Fizz & <Co>")
    make_activation_code(db, found, short_code=CODE)
    return found


def page(gate: Gate, path: str) -> dict[str, Any]:
    """As API Gateway gets it."""
    event = http_event("GET", path, headers={"accept": "text/html"})
    return api.lambda_handler(event | {"cookies": [f"{STAFF_COOKIE}={gate.token}"]}, LambdaContext())


def press(token: str, headers: dict[str, str] | None = None) -> dict[str, Any]:
    """Send the form of the link's page."""
    sent = FORM | (SAME_ORIGIN if headers is None else headers)
    return api.lambda_handler(
        http_event("POST", "/q/staff", raw_body=urlencode({"token": token}).encode(), headers=sent),
        LambdaContext(),
    )


def known(answer: dict[str, Any]) -> Any:
    """What the page's script knows."""
    found = KNOWN.search(answer["body"])
    assert found is not None
    return json.loads(found[1])


def test_a_look_at_a_link_opens_nothing(db: Connection, people: People, activation: UUID) -> None:
    open_link(people, activation)
    answer = page(Gate("", ""), "/q/staff")
    assert (answer["statusCode"], answer.get("cookies", [])) == (200, [])
    assert 'method="post" action="/q/staff"' in answer["body"]
    assert db.execute("select last_seen_at from activation_staff").fetchone() == (None,)


@pytest.mark.parametrize("kind", ["gate", "screen"])
def test_its_button_sets_a_cookie_that_no_script_reads(
    db: Connection, people: People, activation: UUID, kind: str
) -> None:
    link = open_link(people, activation, kind=kind)
    answer = press(link.token)
    assert (answer["statusCode"], answer["headers"]["location"]) == (303, f"/q/{CODE}/{kind}")
    (cookie,) = answer["cookies"]
    first, *parts = cookie.split("; ")
    assert first == f"{STAFF_COOKIE}={link.token}"
    assert {"Path=/", "Secure", "HttpOnly", "SameSite=Lax"} <= set(parts)
    seconds = int(next(part for part in parts if part.startswith("Max-Age")).partition("=")[2])
    assert abs(timedelta(seconds=seconds) - timedelta(days=32)) < timedelta(minutes=1)
    assert page(link, answer["headers"]["location"])["statusCode"] == 200


@pytest.mark.parametrize(
    ("headers", "status"), [({}, 403), ({"sec-fetch-site": "cross-site"}, 403), (None, 303)]
)
def test_another_page_cannot_press_it(
    people: People, activation: UUID, headers: dict[str, str] | None, status: int
) -> None:
    answer = press(open_link(people, activation).token, headers)
    assert answer["statusCode"] == status
    assert bool(answer.get("cookies")) == (status == 303)


@pytest.mark.parametrize("token", ["", "A" * 24, "x" * 10_000, "é"])
def test_a_token_that_is_none_opens_nothing(people: People, activation: UUID, token: str) -> None:
    answer = press(token)
    assert (answer["statusCode"], answer.get("cookies", [])) == (401, [])
    assert "does not open anything" in answer["body"]


def test_an_activation_without_a_code_is_not_opened(db: Connection, people: People, activation: UUID) -> None:
    link = open_link(people, activation)
    db.execute("update activation_codes set disabled_at = now()")
    assert press(link.token)["statusCode"] == 404


@pytest.mark.parametrize("path", [f"/q/{CODE}/screen", f"/q/{CODE}/gate", f"/api/v1/qr/screens/{CODE}"])
def test_a_revoked_link_shows_nothing(people: People, activation: UUID, path: str) -> None:
    link = open_link(people, activation, kind="gate" if path.endswith("gate") else "screen")
    assert page(link, path)["statusCode"] == 200
    people.owner.delete(f"/activation-staff/{link.id}")
    assert page(link, path)["statusCode"] == 401
    assert page(Gate("", ""), path)["statusCode"] == 401


def test_a_gate_is_no_screen_and_a_link_is_of_one_activation(
    db: Connection, people: People, activation: UUID
) -> None:
    gate, screen = open_link(people, activation), open_link(people, activation, kind="screen")
    assert page(gate, f"/q/{CODE}/screen")["statusCode"] == 403
    assert page(gate, f"/api/v1/qr/screens/{CODE}")["statusCode"] == 403
    assert page(screen, f"/q/{CODE}/gate")["statusCode"] == 403
    make_activation_code(
        db, make_activation(db, people.brand, code_mode="rotating"), short_code="rotating0002"
    )
    assert page(screen, "/q/rotating0002/screen")["statusCode"] == 404


def test_a_screen_has_the_pictures_of_ten_minutes_which_the_door_takes(
    db: Connection, people: People, activation: UUID
) -> None:
    screen = open_link(people, activation, kind="screen")
    before = datetime.now(UTC).timestamp()
    given = known(page(screen, f"/q/{CODE}/screen"))
    shown = given["screen"]
    assert before <= shown["now"] <= datetime.now(UTC).timestamp()
    assert (given["code"], shown["rotate_seconds"], shown["first_step"]) == (
        CODE,
        30,
        int(shown["now"] // 30),
    )
    assert len(shown["pictures"]) == 21
    (code_id,) = db.execute("select id from activation_codes").fetchall()[0]
    for ahead, picture in enumerate(shown["pictures"]):
        proof = proofs.proof_of(code_id, 1, shown["first_step"] + ahead)
        assert picture == qr_codes.render(f"https://go.example.org/q/{CODE}?p={proof}", "svg").decode()
    assert screen.ask("GET", f"/api/v1/qr/screens/{CODE}").body.keys() == shown.keys()


@pytest.mark.parametrize(("seconds", "pictures"), [(10, 61), (30, 21), (60, 20), (600, 20)])
def test_a_screen_goes_on_for_ten_minutes_however_short_its_steps_are(
    db: Connection, people: People, seconds: int, pictures: int
) -> None:
    activation = make_activation(db, people.brand, code_mode="rotating", rotate_seconds=seconds)
    make_activation_code(db, activation, short_code=CODE)
    screen = open_link(people, activation, kind="screen")
    assert len(screen.ask("GET", f"/api/v1/qr/screens/{CODE}").body["pictures"]) == pictures


def test_a_screen_of_a_printed_code_has_one_picture(db: Connection, people: People) -> None:
    activation = make_activation(db, people.brand)
    make_activation_code(db, activation, short_code="printed")
    body = open_link(people, activation, kind="screen").ask("GET", "/api/v1/qr/screens/printed").body
    assert (body["rotate_seconds"], len(body["pictures"])) == (0, 1)


def test_another_secret_shuts_old_screens_out(db: Connection, people: People, activation: UUID) -> None:
    screen = open_link(people, activation, kind="screen")
    old = screen.ask("GET", f"/api/v1/qr/screens/{CODE}").body["pictures"]
    (code_id,) = db.execute("select id from activation_codes").fetchall()[0]
    people.owner.patch(f"/activation-codes/{code_id}", renew_secret=True)
    new = screen.ask("GET", f"/api/v1/qr/screens/{CODE}").body["pictures"]
    assert not set(old) & set(new)


@pytest.mark.parametrize("path", ["screen", "gate"])
def test_pages_are_small_framed_by_nobody_and_write_text_as_text(
    people: People, activation: UUID, path: str
) -> None:
    answer = page(open_link(people, activation, kind=path), f"/q/{CODE}/{path}")
    headers = answer["headers"]
    policy = headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["Cache-Control"] == "no-store"
    assert html.escape("Fizz & <Co>") in answer["body"]
    assert "<Co>" not in answer["body"]
    assert ("camera=(self)" in headers["permissions-policy"]) == (path == "gate")
    bare = KNOWN.sub("", answer["body"])
    assert len(bare.encode()) < 30_000


STEPS = [
    (0, 0, STEP), (0, 29.999, STEP), (1, 30, STEP), (1, 59.999, STEP), (1, -0.001, STEP), (1, -30, STEP),
    (1, 60, None), (1, -30.001, None), (0, 30, None), (0, -0.001, None), (10, 329.999, STEP), (10, 330, None),
]  # fmt: skip


@pytest.mark.parametrize(("grace", "late", "found"), STEPS)
def test_a_proof_is_taken_at_the_edges_of_its_steps(grace: int, late: float, found: int | None) -> None:
    code = UUID(int=1)
    now = 1_700_000_010 + late
    proof = proofs.proof_of(code, 1, STEP)
    assert proofs.step_of(proof, code, 1, now=now, rotate_seconds=30, grace_steps=grace) == found


def test_a_proof_is_of_one_code_and_one_secret_and_holds_as_long_as_its_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code, other = UUID(int=1), UUID(int=2)
    old = integration_secret(keys.SETTING)
    proof = proofs.proof_of(code, 1, STEP)

    def step(code_id: UUID = code, version: int = 1) -> int | None:
        return proofs.step_of(
            proof, code_id, version, now=STEP * 30, rotate_seconds=30, grace_steps=1
        )  # fmt: skip

    assert (step(), step(version=2), step(code_id=other)) == (STEP, None, None)
    new = "n" * 40
    monkeypatch.setattr(keys, "integration_secret", lambda _: f"{new},{old}")
    assert step() == STEP, "the old key is in the list still"
    assert proofs.proof_of(code, 1, STEP) != proof, "screens show what the new one signs"
    monkeypatch.setattr(keys, "integration_secret", lambda _: new)
    assert step() is None


def test_a_screen_is_made_for_the_step_of_its_moment(
    people: People, activation: UUID, db: Connection
) -> None:
    link = open_link(people, activation, kind="screen")
    event = http_event("GET", f"/q/{CODE}/screen") | {"cookies": [f"{STAFF_COOKIE}={link.token}"]}
    found = service.opened(event, CODE, "screen")
    edge = 1_700_000_040
    first, second = service.screen_of(found, edge - 0.001), service.screen_of(found, edge)
    assert (first.first_step, second.first_step) == (STEP, STEP + 1)
    assert first.pictures[1:] == second.pictures[:-1]
