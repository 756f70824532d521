"""Imports of contacts: what comes of a file, once, whoever is slow, dies, or comes twice."""

from typing import Any
from uuid import uuid4

import pytest

from agents.contact_files import service as reading
from agents.contact_files.models import MOST_BYTES
from agents.contact_imports import repository
from common.adapters.files import FileStore, FileStoreUnavailable
from common.backoff import MAXIMUM_ATTEMPTS
from tests.concurrency import run_at_once
from tests.integration.agents.asking import ask
from tests.integration.agents.importing import ANN, DECLARED, Importing, work
from tests.unit.agents.dirty_files import FILES, Dirty

IMPORT, IMPORTS = "/agents/contacts/import", "/agents/contacts/imports"
ENDED = "update contact_imports set created_at = created_at - interval '24 hours'"


def counts(made: Any) -> tuple[str, int, int, int]:
    """State and counts of an import."""
    return made["status"], made["rows"], made["accepted"], made["duplicates"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_what_is_read_of_a_dirty_file_is_what_the_agent_has(importing: Importing, file: Dirty) -> None:
    content = file.make()
    if len(content) > MOST_BYTES:
        pytest.skip("no form takes it")
    made = importing.bring(content, file.kind.value, country=file.country)
    assert made["failure_code"] == file.code
    told = [(one["name"], one["email"], one["phone_e164"], one["country"]) for one in importing.contacts()]
    assert told == [*reversed(file.people)]
    assert [(one["row"], one["reason"]) for one in made["refused"]] == [*file.refused]
    assert [(one["row"], one["reason"]) for one in made["notes"]] == [*file.notes]
    assert importing.keys() == [], "what was read is not kept"


def test_what_was_declared_stands_in_the_import_and_its_ground_in_each_contact(importing: Importing) -> None:
    made = importing.bring()
    assert (made["declared_basis"], made["declaration_text_version"]) == ("consent", "2026-11")
    (contact,) = importing.contacts()
    assert (contact["source"], contact["import_id"], contact["lawful_basis"]) == (
        "csv",
        made["id"],
        "consent",
    )
    assert importing.agent.get(IMPORTS)["data"] == [made]
    assert importing.rival.get(IMPORTS)["data"] == []
    assert importing.rival.refused("GET", f"{IMPORTS}/{made['id']}") == (404, "NOT_FOUND")
    assert importing.admin.refused("GET", f"{IMPORTS}/{made['id']}") == (403, "FORBIDDEN")


def test_a_person_who_comes_twice_is_one_contact_of_each_agent(importing: Importing) -> None:
    twice = (
        b"name,email,phone\nAnn,ANN@example.com,+491712345678\nAnn,ann@example.com,\nAnn's,,+49 171 2345678\n"
    )
    assert counts(importing.bring(twice)) == ("done", 3, 1, 2)
    assert counts(importing.bring(twice)) == ("done", 3, 0, 3)
    number_first = b"phone,email\n+49 171 2345678,\n+49 30 901820,\n+49 30 901820,bob@example.com\n"
    assert counts(importing.bring(number_first)) == ("done", 3, 1, 2)
    assert [one["email"] for one in importing.contacts()] == ["bob@example.com", "ann@example.com"]
    importing.request(importing.upload(twice, who=importing.rival), importing.rival)
    work()
    assert len(importing.contacts(importing.rival)) == 1


def test_one_does_not_know_oneself(importing: Importing) -> None:
    ((own,),) = importing.execute("select email from auth.users where id = %(id)s", id=importing.agent.id)
    made = importing.bring(f"email\n{own.upper()}\nann@example.com\n".encode())
    assert counts(made) == ("done", 2, 1, 0)
    assert made["refused"] == [{"row": 2, "reason": "own_address"}]


def test_a_dry_run_counts_the_same_and_takes_nobody(importing: Importing) -> None:
    content = b"email\n" + b"x@\n" * 250 + b"ann@example.com\nann@example.com\n"
    upload = importing.upload(content)
    tried, made = (importing.request(upload, dry_run=dry) for dry in (True, False))
    work()
    tried, made = (importing.agent.get(f"{IMPORTS}/{one['id']}") for one in (tried, made))
    assert counts(tried) == counts(made) == ("done", 252, 1, 1)
    assert (len(tried["refused"]), len(made["refused"])) == (20, 200)
    assert (tried["dry_run"], len(importing.contacts()), importing.keys()) == (True, 1, [])
    again = importing.bring(content, dry_run=True)
    assert counts(again) == ("done", 252, 0, 2)
    assert len(importing.keys()) == 1, "a dry run leaves the file for the import"


@pytest.mark.parametrize(
    ("file", "kind"), [("another's", "csv"), ("nobody's", "csv"), ("own", "vcard"), ("over", "csv")]
)
def test_only_an_own_file_of_the_kind_that_was_said_is_imported(
    importing: Importing, file: str, kind: str
) -> None:
    upload = importing.upload(who=importing.rival if file == "another's" else None)
    if file == "over":
        importing.execute("update contact_uploads set delete_after = now()")
    body = {"file": str(uuid4()) if file == "nobody's" else upload, "kind": kind, **DECLARED}
    assert importing.agent.refused("POST", IMPORT, **body) == (404, "NOT_FOUND")


def test_who_declares_nothing_imports_nothing(importing: Importing) -> None:
    upload = importing.upload()
    for wrong in (
        {"lawful_basis": "luck"},
        {"lawful_basis": None},
        {"declaration_version": ""},
        {"country": "de"},
    ):
        body = {"file": upload, "kind": "csv", **DECLARED, **wrong}
        assert importing.agent.refused("POST", IMPORT, **body) == (422, "VALIDATION_FAILED")


def test_three_imports_a_day_and_twenty_tries(importing: Importing) -> None:
    upload = importing.upload()
    requested = [importing.request(importing.upload()) for _ in range(3)]
    refused = ask(
        "POST", f"/api/v1{IMPORT}", user=importing.agent.id, body={"file": upload, "kind": "csv", **DECLARED}
    )
    assert (refused.status, refused.body["code"]) == (409, "TOO_MANY_CONTACT_FILES")
    assert refused.body["details"] == [{"limit": "imports", "most": 3}]
    importing.execute(
        "insert into contact_imports (agent_user_id, file_key, kind, dry_run, declared_basis, declaration_text_version)"
        " select agent_user_id, file_key, kind, true, declared_basis, declaration_text_version from contact_imports,"
        " generate_series(1, 19) where id = %(id)s", id=requested[0]["id"],
    )  # fmt: skip
    importing.request(upload, dry_run=True)
    again = {"file": upload, "kind": "csv", "dry_run": True, **DECLARED}
    assert importing.agent.refused("POST", IMPORT, **again) == (409, "TOO_MANY_CONTACT_FILES")
    importing.execute(ENDED)
    importing.request(upload)


def test_a_file_that_cannot_be_read_is_a_try_and_no_import(importing: Importing) -> None:
    for _ in range(4):
        assert importing.bring(b"%PDF-1.7\n")["failure_code"] == "FILE_IS_NO_TEXT"
    assert counts(importing.bring()) == ("done", 1, 1, 0)


def test_requests_at_the_same_time_pass_the_limit_by_nothing(importing: Importing) -> None:
    uploads = [importing.upload() for _ in range(8)]
    request = "select app.request_contact_import(%s, 'csv', 'consent', '1', false, null)"
    outcomes = run_at_once(
        importing.database, *((str(importing.agent.id), request, (upload,)) for upload in uploads)
    )
    assert sorted(outcomes) == ["IR008"] * 5 + ["ok"] * 3


def test_nothing_was_uploaded_and_it_is_said(importing: Importing) -> None:
    upload = importing.agent.post("/agents/contacts/uploads", kind="csv", size_bytes=9)["id"]
    made = importing.request(upload)
    work()
    assert importing.agent.get(f"{IMPORTS}/{made['id']}")["failure_code"] == "FILE_MISSING"


def test_whoever_is_banned_meanwhile_brings_nobody(importing: Importing) -> None:
    made = importing.request(importing.upload())
    importing.execute(
        "update agent_profiles set status = 'banned' where user_id = %(id)s", id=importing.agent.id
    )
    work()
    ((status, code),) = importing.execute(
        "select status, failure_code from contact_imports where id = %(id)s", **made
    )
    assert (status, code, importing.contacts()) == ("failed", "AGENT_BANNED", [])


def test_a_worker_that_dies_leaves_nothing_half_done_and_the_next_one_does_it_once(
    importing: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = importing.request(importing.upload())
    plain = repository.import_rows

    def dies(*arguments: Any) -> bool:
        assert plain(*arguments)
        raise SystemExit  # in the transaction that wrote them

    with monkeypatch.context() as patched, pytest.raises(SystemExit):
        patched.setattr(repository, "import_rows", dies)
        work()
    assert importing.contacts() == []
    assert importing.agent.get(f"{IMPORTS}/{made['id']}")["status"] == "running"
    importing.execute("update contact_imports set available_at = now()")
    for _ in range(3):
        work()
    assert counts(importing.agent.get(f"{IMPORTS}/{made['id']}")) == ("done", 1, 1, 0)


def test_a_worker_that_was_only_slow_changes_nothing_of_what_another_one_did(
    importing: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    importing.request(importing.upload())
    plain = reading.read_contacts

    def slow(*arguments: Any) -> Any:
        monkeypatch.setattr(reading, "read_contacts", plain)
        importing.execute("update contact_imports set available_at = now()")
        work()  # the lease is over: another one does it all
        return plain(*arguments)

    monkeypatch.setattr(reading, "read_contacts", slow)
    work()
    assert len(importing.contacts()) == 1
    assert importing.execute("select status, attempts, accepted from contact_imports") == [("done", 2, 1)]


def test_a_file_store_that_does_not_answer_is_asked_again_and_given_up_in_the_end(
    importing: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    importing.request(importing.upload())

    def fails(*_: object) -> Any:
        raise FileStoreUnavailable

    monkeypatch.setattr(FileStore, "look_at", fails)
    work()
    assert importing.execute("select status, attempts, available_at > now() from contact_imports") == [
        ("queued", 1, True)
    ]
    for _ in range(MAXIMUM_ATTEMPTS):
        importing.execute("update contact_imports set available_at = now()")
        work()
    assert importing.execute("select status, failure_code, attempts from contact_imports") == [
        ("failed", "GIVEN_UP", MAXIMUM_ATTEMPTS)
    ]


def test_a_file_that_cannot_be_deleted_keeps_nobody_from_being_imported(
    importing: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise FileStoreUnavailable

    monkeypatch.setattr(FileStore, "delete", fails)
    assert counts(importing.bring()) == ("done", 1, 1, 0)
    assert len(importing.keys()) == 1


def test_five_thousand_rows_come_at_once(importing: Importing) -> None:
    rows = "".join(f"Person {n},p{n}@example.com,+4917123{n:05}\n" for n in range(5_000))
    assert counts(importing.bring(f"name,email,phone\n{rows}".encode())) == ("done", 5_000, 5_000, 0)
    assert importing.agent.get(f"/agents/{importing.agent.id}/contacts/counts")["contacts"] == 5_000


def test_the_same_request_is_one_import(importing: Importing) -> None:
    body = {"file": importing.upload(ANN), "kind": "csv", **DECLARED}
    sent = [
        ask(
            "POST", f"/api/v1{IMPORT}", user=importing.agent.id, body=body, headers={"idempotency-key": "one"}
        )
        for _ in range(2)
    ]
    assert [one.status for one in sent] == [202, 202]
    assert sent[0].body["id"] == sent[1].body["id"]
    assert importing.execute("select count(*) from contact_imports") == [(1,)]
