"""Files of contacts on their way: whose form takes what, and how many."""

import base64
import json
from uuid import UUID

import httpx
import pytest

from tests.actors import Person
from tests.integration.agents.asking import ask
from tests.integration.agents.importing import Importing

UPLOADS = "/agents/contacts/uploads"


def test_the_form_takes_one_file_of_the_size_that_was_said_and_leads_nowhere_else(
    importing: Importing,
) -> None:
    made = importing.agent.post(UPLOADS, kind="csv", size_bytes=10)
    form = made["upload"]
    conditions = json.loads(base64.b64decode(form["fields"]["policy"]))["conditions"]
    key = f"contacts/incoming/{made['id']}"
    for held in ({"key": key}, {"Content-Type": "text/csv"}, ["content-length-range", 1, 10]):
        assert held in conditions
    assert httpx.post(form["url"], data=form["fields"], files={"file": b"x" * 10}).status_code == 204
    assert importing.keys() == [key]


@pytest.mark.parametrize("size", [0, 5_242_881, 2_147_483_648, 1.5, "10"])
def test_two_gigabytes_are_not_even_announced(importing: Importing, size: object) -> None:
    assert importing.agent.refused("POST", UPLOADS, kind="csv", size_bytes=size) == (422, "VALIDATION_FAILED")


def test_who_is_no_agent_or_a_banned_one_gets_no_form(importing: Importing, owner: UUID) -> None:
    assert Person(owner, ask).refused("POST", UPLOADS, kind="csv", size_bytes=1) == (403, "FORBIDDEN")
    importing.execute(
        "update agent_profiles set status = 'paused' where user_id = %(id)s", id=importing.agent.id
    )
    importing.agent.post(UPLOADS, kind="csv", size_bytes=1)
    importing.execute(
        "update agent_profiles set status = 'banned' where user_id = %(id)s", id=importing.agent.id
    )
    assert importing.agent.refused("POST", UPLOADS, kind="csv", size_bytes=1) == (403, "FORBIDDEN")


def test_thirty_files_a_day_may_be_announced(importing: Importing) -> None:
    importing.execute(
        "insert into contact_uploads (agent_user_id, kind, size_bytes)"
        " select %(id)s, 'csv', 1 from generate_series(1, 30)", id=importing.agent.id,
    )  # fmt: skip
    answer = ask("POST", f"/api/v1{UPLOADS}", user=importing.agent.id, body={"kind": "csv", "size_bytes": 1})
    assert (answer.status, answer.body["code"]) == (409, "TOO_MANY_CONTACT_FILES")
    assert answer.body["details"] == [{"limit": "uploads", "most": 30}]
    importing.rival.post(UPLOADS, kind="csv", size_bytes=1)


def test_a_request_that_is_repeated_announces_one_file(importing: Importing) -> None:
    sent = [
        ask("POST", f"/api/v1{UPLOADS}", user=importing.agent.id, body={"kind": "vcard", "size_bytes": 1},
            headers={"idempotency-key": "one"})
        for _ in range(2)
    ]  # fmt: skip
    assert [answer.status for answer in sent] == [201, 201]
    assert sent[0].body["id"] == sent[1].body["id"]
    assert importing.execute("select count(*) from contact_uploads") == [(1,)]
