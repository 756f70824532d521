"""CloudFormation always gets its answer, and the work is the whole order of a run, with every password."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.parse import quote

import pytest

from database_migrations import handler
from database_migrations.folder import MigrationFailed
from infra.topology.types import LOGIN_ROLES

SECRETS = {
    name: {"username": user, "password": "p@ss/word", "host": "db", "port": 5432, "dbname": "house"}
    for name, user in [("master", "postgres"), *LOGIN_ROLES.items()]
}


class _CloudFormation(HTTPServer):
    answers: list[dict[str, Any]]


class _Answers(BaseHTTPRequestHandler):
    server: _CloudFormation

    def do_PUT(self) -> None:
        self.server.answers.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Silent."""


@pytest.fixture
def cloudformation() -> Iterator[_CloudFormation]:
    """The place where CloudFormation waits for the answer."""
    server = _CloudFormation(("127.0.0.1", 0), _Answers)
    server.answers = []
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """What was done, in order."""
    for login in SECRETS:
        monkeypatch.setenv(f"{login.upper()}_SECRET_ARN", login)
    steps: list[tuple[object, ...]] = []
    monkeypatch.setattr(handler, "_secret", SECRETS.__getitem__)
    monkeypatch.setattr(
        handler, "deploy", lambda master, owner, passwords: steps.append(("deploy", master, owner, passwords))
    )
    return steps


def _event(server: _CloudFormation, kind: str) -> dict[str, str]:
    return {
        "RequestType": kind,
        "ResponseURL": f"http://127.0.0.1:{server.server_port}/answer",
        "StackId": "stack",
        "RequestId": "request",
        "LogicalResourceId": "Run",
    }


def test_roles_and_passwords_come_with_the_migrations(
    cloudformation: _CloudFormation, done: list[tuple[object, ...]]
) -> None:
    handler.lambda_handler(_event(cloudformation, "Create"), None)
    url = "postgresql://{}:p%40ss%2Fword@db:5432/house?sslmode=verify-full&sslrootcert="
    url += quote(str(handler.ROOTS), safe="")
    passwords = dict.fromkeys(LOGIN_ROLES.values(), "p@ss/word")
    assert done == [("deploy", url.format("postgres"), url.format("app_owner"), passwords)]
    (answer,) = cloudformation.answers
    assert (answer["Status"], answer["RequestId"]) == ("SUCCESS", "request")


@pytest.mark.parametrize(
    ("error", "reason"),
    [(MigrationFailed("dbmate: syntax error"), "dbmate: syntax error"), (KeyError("MASTER"), "KeyError")],
)
def test_a_failure_is_answered_with_its_reason(
    cloudformation: _CloudFormation,
    done: list[tuple[object, ...]],
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    reason: str,
) -> None:
    def fail(*urls: str, passwords: object) -> None:
        raise error

    monkeypatch.setattr(handler, "deploy", fail)
    handler.lambda_handler(_event(cloudformation, "Update"), None)
    (answer,) = cloudformation.answers
    assert answer["Status"] == "FAILED"
    assert reason in answer["Reason"]


def test_deleting_the_resource_touches_no_data(
    cloudformation: _CloudFormation, done: list[tuple[object, ...]]
) -> None:
    handler.lambda_handler(_event(cloudformation, "Delete"), None)
    assert done == []
    assert cloudformation.answers[0]["Status"] == "SUCCESS"


def test_an_operator_gets_the_same_work_and_sees_the_error(
    done: list[tuple[object, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert handler.lambda_handler({}, None) == {"status": "SUCCESS"}
    assert [step[0] for step in done] == ["deploy"]

    def fail(*urls: str, passwords: object) -> None:
        raise MigrationFailed("refused")

    monkeypatch.setattr(handler, "deploy", fail)
    with pytest.raises(MigrationFailed):
        handler.lambda_handler({}, None)
