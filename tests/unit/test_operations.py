"""`make operator`: the right function is asked once, by name, and its answer is told as it is."""

import io
import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.response import StreamingBody
from botocore.stub import Stubber

from tools import operations

BY = "arn:aws:iam::123456789012:user/olga"


@pytest.fixture
def stubs(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Stubber]]:
    """Clients that answer as botocore's own description of the service says they may."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    clients = {name: boto3.client(name, region_name="us-east-1") for name in ("sts", "lambda")}
    made = {name: Stubber(client) for name, client in clients.items()}
    made["sts"].add_response("get_caller_identity", {"Arn": BY, "Account": "123456789012"})
    configs: list[Any] = []

    def client(name: str, config: Any) -> Any:
        configs.append(config)
        return clients[name]

    monkeypatch.setattr(boto3, "client", client)
    for stub in made.values():
        stub.activate()
    yield made
    assert all(config.read_timeout >= 840 for config in configs), "longer than the function may run"
    assert all(config.retries == {"total_max_attempts": 1} for config in configs), "never twice by itself"
    for stub in made.values():
        stub.assert_no_pending_responses()


def _answers(stub: Stubber, payload: dict[str, Any], answer: dict[str, Any], **more: Any) -> None:
    body = json.dumps(answer).encode()
    stub.add_response(
        "invoke",
        {"StatusCode": 200, "Payload": StreamingBody(io.BytesIO(body), len(body)), **more},
        {
            "FunctionName": "atomic-influence-prod-database-migrations",
            "Qualifier": "live",
            "Payload": json.dumps(payload).encode(),
        },
    )


def test_the_function_of_the_stage_is_asked_and_knows_by_whom(
    stubs: dict[str, Stubber], capsys: pytest.CaptureFixture[str]
) -> None:
    payload = {"command": "make-admin", "email": "olga@example.com", "by": BY}
    _answers(stubs["lambda"], payload, {"status": "SUCCESS", "message": "done"})
    arguments = ["--stage", "prod", "--command", "make-admin", "--email", "olga@example.com", "--as", ""]
    assert operations.main(arguments) == 0
    assert json.loads(capsys.readouterr().out)["message"] == "done"


def test_a_refusal_is_told_and_fails(stubs: dict[str, Stubber], capsys: pytest.CaptureFixture[str]) -> None:
    payload = {"command": "sql", "statement": "drop table x", "as": "master", "by": BY}
    _answers(stubs["lambda"], payload, {"status": "REFUSED", "code": "STATEMENT_REFUSED", "message": "no"})
    arguments = ["--stage", "prod", "--command", "sql", "--statement", "drop table x", "--as", "master"]
    assert operations.main(arguments) == operations.REFUSED
    assert "STATEMENT_REFUSED" in capsys.readouterr().out


def test_an_error_in_the_function_is_no_success(
    stubs: dict[str, Stubber], capsys: pytest.CaptureFixture[str]
) -> None:
    answer = {"errorType": "MigrationFailed", "errorMessage": "x.sql: syntax error"}
    _answers(stubs["lambda"], {"command": "migrate", "by": BY}, answer, FunctionError="Unhandled")
    assert operations.main(["--stage", "prod", "--command", "migrate"]) == operations.FAILED
    assert "MigrationFailed: x.sql" in capsys.readouterr().err


def test_a_run_under_way_is_a_sentence(stubs: dict[str, Stubber], capsys: pytest.CaptureFixture[str]) -> None:
    stubs["lambda"].add_client_error("invoke", "TooManyRequestsException", http_status_code=429)
    assert operations.main(["--stage", "prod", "--command", "migrate"]) == operations.FAILED
    assert "Another run is under way" in capsys.readouterr().err
