"""Contacts of agents: written by hand, found again, written down as a table, counted, and nobody else's."""

import csv
import io
from typing import Any

import pytest

from agents.contacts import service
from tests.actors import Person
from tests.integration.agents.asking import ask
from tests.integration.agents.importing import Importing

CONTACTS = "/agents/contacts"
BY_HAND = {"lawful_basis": "personal_acquaintance"}


def test_a_contact_is_written_by_hand(importing: Importing) -> None:
    made = importing.agent.post(
        CONTACTS, name="Ann", email="Ann@Example.com", phone="0171 2345678", country="DE", **BY_HAND
    )
    assert (made["email"], made["phone_e164"], made["country"]) == ("ann@example.com", "+491712345678", "DE")
    assert (made["source"], made["status"], made["import_id"]) == ("manual", "new", None)
    assert importing.agent.post(CONTACTS, phone="+33 6 12 34 56 78", **BY_HAND)["country"] == "FR"


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        ({}, (422, "VALIDATION_FAILED")),
        ({"name": "Ann"}, (422, "VALIDATION_FAILED")),
        ({"email": "ann@"}, (422, "VALIDATION_FAILED")),
        ({"email": "a" * 400 + "@example.com"}, (422, "VALIDATION_FAILED")),
        ({"email": "ann@example.com", "name": "A\x00nn"}, (422, "VALIDATION_FAILED")),
        ({"email": "ann@example.com", "name": "A" * 201}, (422, "VALIDATION_FAILED")),
        ({"email": "ann@example.com", "lawful_basis": "luck"}, (422, "VALIDATION_FAILED")),
        ({"email": "ann@example.com", "status": "joined"}, (422, "VALIDATION_FAILED")),
        ({"phone": "0171 2345678"}, (422, "NUMBER_INVALID")),
        ({"phone": "12345", "country": "DE"}, (422, "NUMBER_INVALID")),
    ],
)
def test_what_is_no_contact_is_refused(
    importing: Importing, body: dict[str, object], answer: tuple[int, str]
) -> None:
    assert importing.agent.refused("POST", CONTACTS, **BY_HAND | body) == answer
    assert importing.contacts() == []


def test_the_same_person_is_one_contact_of_an_agent_and_anothers_too(importing: Importing) -> None:
    importing.agent.post(CONTACTS, email="ann@example.com", phone="+491712345678", **BY_HAND)
    known = (409, "CONTACT_KNOWN")
    assert importing.agent.refused("POST", CONTACTS, email="ANN@example.com", **BY_HAND) == known
    assert importing.agent.refused("POST", CONTACTS, phone="+49 171 2345678", **BY_HAND) == known
    importing.rival.post(CONTACTS, email="ann@example.com", **BY_HAND)
    assert [len(importing.contacts(one)) for one in (importing.agent, importing.rival)] == [1, 1]


def test_the_own_address_is_no_contact(importing: Importing) -> None:
    ((own,),) = importing.execute("select email from auth.users where id = %(id)s", id=importing.agent.id)
    assert importing.agent.refused("POST", CONTACTS, email=own.upper(), **BY_HAND) == (422, "OWN_ADDRESS")


def test_who_is_no_agent_or_a_banned_one_adds_nobody(importing: Importing, creator: Any) -> None:
    stranger = Person(creator, ask)
    assert stranger.refused("POST", CONTACTS, email="a@example.com", **BY_HAND) == (403, "FORBIDDEN")
    importing.execute(
        "update agent_profiles set status = 'banned' where user_id = %(id)s", id=importing.agent.id
    )
    assert importing.agent.refused("POST", CONTACTS, email="a@example.com", **BY_HAND) == (403, "FORBIDDEN")


def test_contacts_are_their_agents_alone(importing: Importing) -> None:
    made = importing.agent.post(CONTACTS, email="ann@example.com", **BY_HAND)
    assert [importing.rival.get(path)["data"] for path in (CONTACTS,)] == [[]]
    assert importing.rival.refused("DELETE", f"{CONTACTS}/{made['id']}") == (404, "NOT_FOUND")
    assert importing.admin.refused("GET", CONTACTS) == (403, "FORBIDDEN")
    assert importing.admin.refused("DELETE", f"{CONTACTS}/{made['id']}") == (403, "FORBIDDEN")
    assert len(importing.contacts()) == 1
    importing.agent.delete(f"{CONTACTS}/{made['id']}")
    assert importing.contacts() == []
    assert importing.agent.refused("DELETE", f"{CONTACTS}/{made['id']}") == (404, "NOT_FOUND")


def test_contacts_are_found_by_status_and_by_part_of_what_they_are_called(importing: Importing) -> None:
    for name, email in (
        ("Ann Müller", "ann@example.com"),
        ("Bob", "bob_x@example.com"),
        ("", "100%@example.com"),
    ):
        importing.agent.post(CONTACTS, name=name, email=email, **BY_HAND)
    importing.execute("update agent_contacts set status = 'joined' where name = 'Bob'")

    def found(**query: str) -> list[str]:
        return [one["email"] for one in importing.agent.get(CONTACTS, **query)["data"]]

    assert found(search="mÜL") == ["ann@example.com"]
    assert found(search="_") == ["bob_x@example.com"]
    assert found(search="%") == ["100%@example.com"]
    assert found(status="joined") == ["bob_x@example.com"]
    assert found(status="joined", search="ann") == []
    assert found(search="") == ["100%@example.com", "bob_x@example.com", "ann@example.com"]
    pages = importing.agent.pages(CONTACTS, limit="2")
    assert [len(page) for page in pages] == [2, 1]
    assert importing.agent.refused("GET", f"{CONTACTS}?status=lost")[0] in (404, 422)


def test_as_a_table_no_name_of_anybody_runs(importing: Importing, monkeypatch: pytest.MonkeyPatch) -> None:
    importing.bring(
        b'name,email,phone\n"=HYPERLINK(""http://evil.example"")",a@example.com,\n@SUM(A1),,+491712345678\n'
    )
    answer = ask("GET", "/api/v1/agents/contacts.csv", user=importing.agent.id)
    assert (answer.status, answer.headers["content-type"]) == (200, "text/csv; charset=utf-8")
    rows = list(csv.DictReader(io.StringIO(answer.body)))
    assert [row["name"] for row in rows] == ["'@SUM(A1)", '\'=HYPERLINK("http://evil.example")']
    assert [row["phone"] for row in rows] == ["'+491712345678", ""]
    assert len(ask("GET", "/api/v1/agents/contacts.csv", user=importing.rival.id).body.splitlines()) == 1
    monkeypatch.setattr(service, "MOST_IN_A_TABLE", 1)
    refused = ask("GET", "/api/v1/agents/contacts.csv", user=importing.agent.id)
    assert (refused.status, refused.body["code"]) == (422, "ANSWER_TOO_LARGE")


def test_counts_are_for_the_agent_and_for_administrators_and_nobody_else(importing: Importing) -> None:
    importing.agent.post(CONTACTS, email="ann@example.com", **BY_HAND)
    path = f"/agents/{importing.agent.id}/contacts/counts"
    counts = importing.agent.get(path)
    assert counts["contacts"] == 1
    assert [(one["status"], one["contacts"]) for one in counts["by_status"]] == [
        ("new", 1), ("invited", 0), ("joined", 0), ("opted_out", 0), ("bounced", 0),
    ]  # fmt: skip
    assert importing.admin.get(path) == counts
    assert importing.rival.refused("GET", path) == (404, "NOT_FOUND")
    nobody = f"/agents/{importing.admin.id}/contacts/counts"
    assert importing.admin.refused("GET", nobody) == (404, "NOT_FOUND")
