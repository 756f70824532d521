"""Codes of activations: one, thousands at once, their pictures, switching off, another secret, and who may."""

import base64
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from activations import api
from activations.activation_codes import service
from common import qr_codes
from tests.factories.activations import make_activation, make_activation_code
from tests.factories.events import LambdaContext, http_event
from tests.integration.activations.asking import ask
from tests.integration.activations.people import People
from tests.typing import Connection

BASE = "https://go.example.org/q"


def codes_of(activation: UUID) -> str:
    return f"/activations/{activation}/codes"


def one(code: Any) -> str:
    return f"/activation-codes/{code['id']}"


def found(db: Connection, short_code: str) -> bool:
    return db.execute("select from app.find_activation(%s)", (short_code,)).fetchone() is not None


def test_a_code_is_made_read_listed_and_changed(db: Connection, people: People) -> None:
    activation = make_activation(db, people.brand)
    made = people.manager.post(codes_of(activation), label="At the door")["data"]
    assert [(code["label"], code["max_uses"], code["used"]) for code in made] == [("At the door", None, 0)]
    code = made[0]
    assert code["url"] == f"{BASE}/{code['short_code']}"
    assert len(code["short_code"]) == 7
    assert people.analyst.get(one(code)) == code
    assert people.analyst.get(codes_of(activation))["data"] == [code]
    changed = people.owner.patch(one(code), label="At the bar", expires_at="2099-01-01T00:00:00Z")
    assert (changed["label"], changed["expires_at"]) == ("At the bar", "2099-01-01T00:00:00Z")
    assert people.owner.patch(one(code), expires_at=None)["expires_at"] is None
    assert people.owner.patch(one(code))["label"] == "At the bar"


def test_a_code_is_switched_off_and_on(db: Connection, people: People) -> None:
    activation = make_activation(db, people.brand)
    code = people.owner.post(codes_of(activation))["data"][0]
    assert found(db, code["short_code"])
    off = people.owner.patch(one(code), disabled=True)
    assert off["disabled_at"] is not None
    assert not found(db, code["short_code"])
    assert people.owner.patch(one(code), disabled=True)["disabled_at"] == off["disabled_at"]
    assert people.owner.patch(one(code), disabled=False)["disabled_at"] is None
    assert found(db, code["short_code"])


def test_five_thousand_codes_are_made_at_once_each_with_its_number(db: Connection, people: People) -> None:
    activation = make_activation(db, people.brand, code_mode="single_use")
    made = people.owner.post(codes_of(activation), count=5_000, label="Ticket")["data"]
    assert [code["label"] for code in made] == [f"Ticket {number}" for number in range(1, 5_001)]
    assert len({code["short_code"] for code in made}) == 5_000
    assert {len(code["short_code"]) for code in made} == {12}
    assert {code["max_uses"] for code in made} == {1}
    assert people.owner.refused("POST", codes_of(activation), count=5_001) == (422, "VALIDATION_FAILED")
    assert people.owner.refused("POST", codes_of(activation), count=0) == (422, "VALIDATION_FAILED")


def test_taken_codes_are_drawn_again(db: Connection, people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter(["aaaaaaa", "aaaaaaa", "bbbbbbb", "aaaaaaa", "ccccccc"])
    monkeypatch.setattr(service, "random_code", lambda _: next(drawn))
    activation = make_activation(db, people.brand)
    made = people.owner.post(codes_of(activation), count=3)["data"]
    assert [(code["label"], code["short_code"]) for code in made] == [
        ("1", "aaaaaaa"), ("2", "ccccccc"), ("3", "bbbbbbb"),
    ]  # fmt: skip


def test_with_dice_that_always_fall_alike_nothing_is_made(
    db: Connection, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "random_code", lambda _: "aaaaaaa")
    activation = make_activation(db, people.brand)
    assert people.owner.refused("POST", codes_of(activation), count=2)[0] == 503
    assert db.execute("select count(*) from activation_codes").fetchone() == (0,)


def test_the_same_request_sent_twice_makes_codes_once(db: Connection, people: People) -> None:
    activation = make_activation(db, people.brand)
    sent = [
        ask(
            "POST",
            f"/api/v1{codes_of(activation)}",
            user=people.owner.id,
            body={"count": 3},
            headers={"idempotency-key": "twice-0123456789"},
        )
        for _ in range(2)
    ]
    assert sent[0].body == sent[1].body
    assert db.execute("select count(*) from activation_codes").fetchone() == (3,)


def test_a_renewed_secret_is_the_next_version(db: Connection, people: People) -> None:
    activation = make_activation(db, people.brand, code_mode="rotating")
    code = people.owner.post(codes_of(activation))["data"][0]
    assert [people.owner.patch(one(code), renew_secret=given)["secret_version"] for given in (True, False, True)] == [
        2, 2, 3,
    ]  # fmt: skip


@pytest.mark.parametrize("version", [1, 4])
def test_a_secret_never_goes_back_and_leaves_no_version_out(
    db: Connection, people: People, version: int
) -> None:
    code = make_activation_code(db, make_activation(db, people.brand), secret_version=2)
    with pytest.raises(psycopg.Error) as refused:
        db.execute("update activation_codes set secret_version = %s where id = %s", (version, code))
    assert refused.value.sqlstate == "IA045"


def test_what_is_over_gets_no_codes_and_guessable_ones_are_worth_nothing(
    db: Connection, people: People
) -> None:
    over = make_activation(db, people.brand, status="completed")
    assert people.owner.refused("POST", codes_of(over)) == (409, "ACTIVATION_IS_OVER")
    for mode in ("rotating", "single_use"):
        with pytest.raises(psycopg.Error) as refused:
            make_activation_code(db, make_activation(db, people.brand, code_mode=mode), short_code="abcdefg")
        assert refused.value.sqlstate == "IA044"


def test_a_single_use_code_counts_once_whoever_makes_it(db: Connection, people: People) -> None:
    activation = make_activation(db, people.brand, code_mode="single_use")
    code = make_activation_code(db, activation, max_uses=7)
    assert db.execute("select max_uses from activation_codes where id = %s", (code,)).fetchone() == (1,)


@pytest.mark.parametrize(
    ("made", "then", "status"),
    [
        ("static", "single_use", 409), ("static", "rotating", 409), ("rotating", "single_use", 409),
        ("single_use", "rotating", 200), ("rotating", "static", 200),
    ],
)  # fmt: skip
def test_codes_do_not_become_worth_more_by_another_mode(
    db: Connection, people: People, made: str, then: str, status: int
) -> None:
    draft = make_activation(db, people.brand, status="draft", code_mode=made)
    people.owner.post(codes_of(draft), count=2)
    answer = ask("PATCH", f"/api/v1/activations/{draft}", user=people.owner.id, body={"code_mode": then})
    assert answer.status == status
    if status == 409:
        assert (answer.body["code"], answer.body["details"][0]["fixed"]) == (
            "ACTIVATION_TERMS_FIXED",
            ["code_mode"],
        )


@pytest.mark.parametrize("image", ["svg", "png"])
def test_a_code_is_downloaded_as_a_picture(db: Connection, people: People, image: qr_codes.Image) -> None:
    code = people.owner.post(codes_of(make_activation(db, people.brand)))["data"][0]
    event = http_event("GET", f"/api/v1{one(code)}/qr", user=people.analyst.id, query={"format": image})
    answer = api.lambda_handler(event, LambdaContext())
    assert answer["headers"]["Content-Type"] == qr_codes.MEDIA_TYPES[image]
    assert base64.b64decode(answer["body"]) == qr_codes.render(code["url"], image)


def test_who_reads_only_makes_nothing_and_another_brand_sees_nothing(db: Connection, people: People) -> None:
    activation = make_activation(db, people.brand)
    code = people.owner.post(codes_of(activation))["data"][0]
    assert people.analyst.refused("POST", codes_of(activation)) == (403, "FORBIDDEN")
    assert people.analyst.refused("PATCH", one(code), label="Mine") == (403, "FORBIDDEN")
    assert people.stranger.refused("POST", codes_of(activation)) == (404, "NOT_FOUND")
    assert people.stranger.refused("PATCH", one(code), label="Mine") == (404, "NOT_FOUND")
    assert people.stranger.refused("GET", one(code)) == (404, "NOT_FOUND")
    assert people.stranger.get(codes_of(activation))["data"] == []
    assert people.owner.refused("POST", codes_of(uuid4())) == (404, "NOT_FOUND")
    assert people.boss.post(codes_of(activation))["data"][0]["label"] == ""


def test_codes_are_listed_page_by_page(db: Connection, people: People) -> None:
    activation = make_activation(db, people.brand)
    made = people.owner.post(codes_of(activation), count=5)["data"]
    pages = people.owner.pages(codes_of(activation), limit="2")
    assert [len(each) for each in pages] == [2, 2, 1]
    assert {code["id"] for each in pages for code in each} == {code["id"] for code in made}


def test_a_code_whose_time_is_over_is_found_by_nobody(db: Connection, people: People) -> None:
    activation = make_activation(db, people.brand)
    code = people.owner.post(codes_of(activation))["data"][0]
    past = (datetime.now(UTC) - timedelta(seconds=1)).isoformat()
    people.owner.patch(one(code), expires_at=past)
    assert not found(db, code["short_code"])
