"""Administrators see the addresses to which mail is stopped, and lift what stops it."""

from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.inbox import UNSUBSCRIBES, request


def listed(admin: UUID, **query: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    cursor: dict[str, str] = {}
    while True:
        body = request("GET", UNSUBSCRIBES, user=admin, query={"limit": "1"} | query | cursor).body
        found += [(one["email"], one["reason"]) for one in body["data"]]
        if body["next_cursor"] is None:
            return found
        cursor = {"cursor": body["next_cursor"]}


def lift(admin: UUID, **query: str) -> int:
    return request("DELETE", UNSUBSCRIBES, user=admin, query=query).status


def test_suppressed_addresses_are_listed_and_lifted(admin: UUID, addresses: None) -> None:
    everything = [("a@x.org", "bounced"), ("a@x.org", "unsubscribed"), ("b+tag@x.org", "complained")]
    assert listed(admin) == everything
    assert listed(admin, reason="unsubscribed") == everything[1:2]
    assert lift(admin, email="A@x.org", reason="bounced") == 204
    assert lift(admin, email="A@x.org", reason="bounced") == 404
    assert listed(admin) == everything[1:]
    assert lift(admin, email="A@x.org") == 204
    assert lift(admin, email="b+tag@x.org") == 204
    assert listed(admin) == []
    assert lift(admin, email="a@x.org") == 404


@pytest.mark.parametrize("email", ["a#b@x.org", "a/b@x.org", "a?b@x.org", "a`b@x.org", "a%2f{b}&c=d@x.org"])
def test_an_address_of_any_legal_characters_is_lifted(database: Database, admin: UUID, email: str) -> None:
    with database.connect() as db:
        db.execute("insert into notification_unsubscribes values (%s, 'bounced', 'evt')", (email,))
        db.execute("insert into notification_unsubscribes values ('other@x.org', 'bounced', 'evt')")
    assert lift(admin, email=email) == 204
    assert listed(admin) == [("other@x.org", "bounced")]
    assert lift(admin, email=email) == 404


def test_nothing_is_lifted_without_an_address(admin: UUID, addresses: None) -> None:
    assert [lift(admin), lift(admin, email=""), lift(admin, email="a" * 321)] == [422] * 3
    assert len(listed(admin)) == 3
