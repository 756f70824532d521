"""Tickets of scans: ours are read as they were made, and nothing else is."""

import base64
import time
from dataclasses import replace
from uuid import uuid4

import pytest

from activations import tickets
from activations.tickets import NO_PROOF_NEEDED, SECONDS, Ticket
from common.errors import NotConfigured

OLD, NEW = "an older key of the tests: 32 and more", "a newer key of the tests: 32 and more"


def a_ticket(**fields: object) -> Ticket:
    given = Ticket(uuid4(), uuid4(), uuid4(), "abc1234", 57, 1_800_000_000, uuid4())
    return replace(given, **fields)  # type: ignore[arg-type]


def test_a_ticket_is_read_as_it_was_made() -> None:
    for ticket in (
        a_ticket(),
        a_ticket(step=NO_PROOF_NEEDED),
        a_ticket(code="aB3dEfGhIj12"),
        a_ticket(step=2**40),
    ):
        assert tickets.read(tickets.sign(ticket)) == ticket


def test_two_tickets_of_one_page_have_two_ids_and_the_time_of_now() -> None:
    activation, code, brand = uuid4(), uuid4(), uuid4()
    one, other = (
        tickets.read(tickets.issue(activation, code, brand, short_code="abc1234", step=-1)) for _ in range(2)
    )
    assert one is not None
    assert other is not None
    assert one.id != other.id
    assert (one.activation_id, one.code_id, one.brand_id, one.code) == (activation, code, brand, "abc1234")
    assert abs(one.issued_at - time.time()) < 5


def test_a_ticket_fits_into_a_form_and_into_an_address() -> None:
    text = tickets.sign(a_ticket(code="aB3dEfGhIj12"))
    assert len(text) < 200
    assert all(character.isalnum() or character in "-_" for character in text)


@pytest.mark.parametrize("place", range(0, 113, 7))
def test_a_ticket_with_one_bit_changed_is_none_of_ours(place: int) -> None:
    raw = bytearray(base64.urlsafe_b64decode(tickets.sign(a_ticket()) + "=="))
    raw[place % len(raw)] ^= 1
    assert tickets.read(base64.urlsafe_b64encode(raw).rstrip(b"=").decode()) is None


def test_a_ticket_with_a_forged_signature_is_none_of_ours() -> None:
    raw = base64.urlsafe_b64decode(tickets.sign(a_ticket()) + "==")[:-16] + b"\0" * 16
    assert tickets.read(base64.urlsafe_b64encode(raw).rstrip(b"=").decode()) is None


@pytest.mark.parametrize(
    "text",
    ["", "x", "=", "é" * 150, "A" * 1_000_000, "\0" * 151, "A" * 151, " " * 151, "A" * 150 + "=",
     "\ud800" * 151],
)  # fmt: skip
def test_what_is_no_ticket_is_none(text: str) -> None:
    assert tickets.read(text) is None


def test_a_ticket_of_another_key_counts_only_while_that_key_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACTIVATIONS_KEY", OLD)
    ticket = a_ticket()
    text = tickets.sign(ticket)
    monkeypatch.setenv("ACTIVATIONS_KEY", f"{NEW},{OLD}")
    assert tickets.read(text) == ticket
    assert tickets.sign(ticket) != text, "the newest key signs"
    monkeypatch.setenv("ACTIVATIONS_KEY", NEW)
    assert tickets.read(text) is None


@pytest.mark.parametrize("setting", ["", " , ", "too short", f"{NEW},short"])
def test_without_a_good_key_nobody_gets_a_ticket(monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    monkeypatch.setenv("ACTIVATIONS_KEY", setting)
    with pytest.raises(NotConfigured):
        tickets.sign(a_ticket())


@pytest.mark.parametrize(
    ("seconds", "expired"),
    [(0, False), (SECONDS, False), (SECONDS + 1, True), (-60, False), (-61, True), (10**9, True)],
)
def test_a_ticket_is_good_for_ten_minutes_and_a_minute_ahead(seconds: int, expired: bool) -> None:
    ticket = a_ticket()
    assert ticket.has_expired(ticket.issued_at + seconds) is expired


def test_a_code_of_another_length_is_no_code_of_a_ticket() -> None:
    with pytest.raises(ValueError, match="twelve"):
        tickets.sign(a_ticket(code="aB3dEfGhIj123"))
