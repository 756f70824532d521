"""What time and erasures do to contacts and their files."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from agents.contact_retention import service
from agents.schedule import lambda_handler
from common.adapters.files import FileStore, FileStoreUnavailable
from common.retention import TablesNotCleared
from tests.factories.events import LambdaContext, call, http_event
from tests.integration.agents.importing import Importing, work
from user_management import api as exporting
from user_management.erasures import service as erasures

BY_HAND = {"lawful_basis": "consent"}
DAY = timedelta(days=1)


def run(after: timedelta = timedelta()) -> Any:
    """The nightly job, so long from now; what it counts."""
    at = datetime.now(UTC) + after
    event = {"job": "contacts-retention", "scheduled_time": at.isoformat()}
    result = lambda_handler(event, LambdaContext())
    assert lambda_handler(event, LambdaContext())["status"] == "done", "a second delivery does nothing"
    return result["counts"]


def erase(importing: Importing, who: Any) -> None:
    """Somebody is forgotten."""
    importing.execute("insert into erasure_requests (user_id, due_at) values (%(id)s, now())", id=who)
    counts = erasures.run_erasures(datetime.now(UTC) + DAY)
    assert counts["done"] == 1, counts


def test_a_contact_is_forgotten_after_ninety_days_or_later_where_an_invite_went_to_it(
    importing: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "BATCH", 2)
    for number in range(5):
        importing.agent.post("/agents/contacts", email=f"p{number}@example.com", **BY_HAND)
    importing.execute(
        "update agent_contacts set status = 'invited', last_invited_at = now(), forget_at = now() + interval '180 days'"
        " where email = 'p0@example.com'"
    )
    assert run(90 * DAY - timedelta(hours=1)) == {"contacts": 0, "uploads": 0}
    assert run(90 * DAY + timedelta(hours=1)) == {"contacts": 4, "uploads": 0}
    assert [one["email"] for one in importing.contacts()] == ["p0@example.com"]
    assert run(181 * DAY)["contacts"] == 1


def test_a_file_that_nobody_imported_is_gone_after_a_day(
    importing: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    importing.upload()
    importing.agent.post("/agents/contacts/uploads", kind="csv", size_bytes=1)
    assert run(timedelta(hours=23))["uploads"] == 0
    with monkeypatch.context() as patched:
        patched.setattr(FileStore, "delete", lambda *_: (_ for _ in ()).throw(FileStoreUnavailable()))
        with pytest.raises(TablesNotCleared):
            service.run_retention(datetime.now(UTC) + 2 * DAY)
    assert importing.execute("select count(*) from contact_uploads") == [(2,)], (
        "while a file is there, so is its row"
    )
    assert run(timedelta(hours=25))["uploads"] == 2
    assert importing.keys() == []


def test_while_its_form_is_good_a_row_stays_so_that_nothing_is_left_behind(importing: Importing) -> None:
    importing.upload()
    importing.execute("update contact_uploads set delete_after = now()")
    assert run(timedelta(minutes=5))["uploads"] == 0
    assert run(timedelta(minutes=16))["uploads"] == 1


def test_of_an_agent_who_is_erased_contacts_imports_and_files_go(importing: Importing) -> None:
    importing.bring()
    waiting = importing.request(importing.upload())
    importing.rival.post("/agents/contacts", email="ann@example.com", **BY_HAND)
    erase(importing, importing.agent.id)
    work()  # what was queued is gone, and brings nobody back
    for table in ("agent_contacts", "contact_imports"):
        statement = f"select count(*) from {table} where agent_user_id = %(id)s"
        assert importing.execute(statement, id=importing.agent.id) == [(0,)], waiting
    run(timedelta(minutes=16))
    assert importing.keys() == []
    assert len(importing.contacts(importing.rival)) == 1
    receipt = importing.execute(
        "select receipt from erasure_requests where user_id = %(id)s", id=importing.agent.id
    )
    assert (receipt[0][0]["agent_contacts"], receipt[0][0]["contact_imports"]) == (1, 2)


def test_what_an_agent_takes_along_holds_contacts_imports_and_files_of_theirs_alone(
    importing: Importing,
) -> None:
    importing.bring()
    importing.rival.post("/agents/contacts", email="bob@example.com", **BY_HAND)
    answer = call(
        exporting.lambda_handler, http_event("GET", "/api/v1/users/me/export", user=importing.agent.id)
    )
    assert answer.status == 200, answer.body
    data = answer.body["data"]
    assert [one["email"] for one in data["agent_contacts"]] == ["ann@example.com"]
    assert [one["accepted"] for one in data["contact_imports"]] == [1]
    assert [one["agent_user_id"] for one in data["contact_uploads"]] == [str(importing.agent.id)]


def test_whoever_is_erased_is_no_contact_of_anybody_any_more(importing: Importing) -> None:
    address = f"gone-{uuid4().hex[:8]}@example.com"
    with importing.database.connect() as db:
        row = db.execute(
            "insert into auth.users (email, app_metadata, confirmed_at) values (%s, '{\"role\": \"creator\"}', now())"
            " returning id", (address,),
        ).fetchone()  # fmt: skip
    assert row is not None
    for agent in (importing.agent, importing.rival):
        agent.post("/agents/contacts", email=address, **BY_HAND)
        agent.post("/agents/contacts", email="other@example.com", **BY_HAND)
    erase(importing, row[0])
    for agent in (importing.agent, importing.rival):
        assert [one["email"] for one in importing.contacts(agent)] == ["other@example.com"]


def test_an_import_whose_wake_up_call_got_lost_is_woken_by_the_sweep(
    importing: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[str] = []
    monkeypatch.setattr("agents.contact_imports.service.wake", woken.append)

    def sweep(after: timedelta) -> Any:
        event = {"job": "contact-imports-sweep", "scheduled_time": (datetime.now(UTC) + after).isoformat()}
        return lambda_handler(event, LambdaContext())["counts"]

    assert sweep(timedelta(minutes=1)) == {"woken": 0}
    importing.request(importing.upload())
    assert sweep(timedelta(minutes=2)) == {"woken": 1}
    assert woken == ["contact-imports"]
    work()
    assert sweep(timedelta(minutes=3)) == {"woken": 0}
