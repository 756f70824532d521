"""What is looked at before a deploy, against the answers that AWS documents."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from infra import preflight
from infra.capacity import concurrency_wanted
from infra.preflight import Clients, Finding, findings
from infra.stages import DEV, PROD, Stage
from infra.topology import TOPOLOGY

ACCOUNT = "111122223333"
CERTIFICATE = f"arn:aws:acm:us-east-1:{ACCOUNT}:certificate/1"
OURS = replace(
    PROD, account=ACCOUNT, site_url="https://a.com", short_link_base_url="https://go.a.com",
    api_base_url="https://api.a.com", domain_names=("go.a.com", "api.a.com"), certificate_arn=CERTIFICATE,
)  # fmt: skip
QUOTAS = {
    "apigateway": [("Routes per API", 300)],
    "cloudfront": [("Cache behaviors per distribution", 75)],
    "appsync": [("APIs per Region", 25)],
    "vpc": [("VPCs per Region", 5)],
    "ec2": [("EC2-VPC Elastic IPs", 5)],
}


class Account:
    """Answers of AWS, by service and operation, checked by botocore's own models; `errors` come instead."""

    def __init__(self, **changes: Any) -> None:
        self.concurrency: int = changes.get("concurrency", 1_000)
        self.reserved: dict[str, int] = changes.get("reserved", {})
        self.quotas: dict[str, list[tuple[str, int]]] = QUOTAS | changes.get("quotas", {})
        self.vpcs: int = changes.get("vpcs", 1)
        self.stands: bool = changes.get("stands", False)
        self.event_apis: list[str] = changes.get("event_apis", [])
        self.addresses: int = changes.get("addresses", 0)
        self.out_of_the_sandbox: bool = changes.get("out_of_the_sandbox", True)
        self.certificate: dict[str, Any] = changes.get(
            "certificate", {"Status": "ISSUED", "SubjectAlternativeNames": ["a.com", "*.a.com"]}
        )
        self.errors: dict[str, str] = changes.get("errors", {})

    def client(self, service: str) -> "Door":
        return Door(self, service)

    def answer(self, operation: str, given: dict[str, Any]) -> dict[str, Any]:
        if code := self.errors.get(operation):
            raise ClientError({"Error": {"Code": code, "Message": ""}}, operation)
        free = self.concurrency - sum(self.reserved.values())
        answers: dict[str, Callable[[], dict[str, Any]]] = {
            "get_caller_identity": lambda: {"Account": ACCOUNT, "UserId": "AIDAEXAMPLE"},
            "get_parameter": lambda: {"Parameter": {"Value": "27"}},
            "get_account_settings": lambda: {
                "AccountLimit": {
                    "ConcurrentExecutions": self.concurrency,
                    "UnreservedConcurrentExecutions": free,
                }
            },
            "get_function_concurrency": lambda: self._concurrency(given["FunctionName"]),
            "list_service_quotas": lambda: self._quotas(given["ServiceCode"]),
            "list_aws_default_service_quotas": lambda: self._quotas(given["ServiceCode"]),
            "describe_vpcs": lambda: {"Vpcs": [{}] * (int(self.stands) if "Filters" in given else self.vpcs)},
            "list_apis": lambda: {"apis": [{"name": name} for name in self.event_apis]},
            "describe_addresses": lambda: {"Addresses": [{}] * self.addresses},
            "get_account": lambda: {"ProductionAccessEnabled": self.out_of_the_sandbox},
            "describe_certificate": lambda: {"Certificate": self.certificate},
        }
        return answers[operation]()

    def _quotas(self, service: str) -> dict[str, Any]:
        return {
            "Quotas": [{"QuotaName": name, "Value": float(value)} for name, value in self.quotas[service]]
        }

    def _concurrency(self, name: str) -> dict[str, Any]:
        if not self.reserved:
            raise ClientError(
                {"Error": {"Code": "ResourceNotFoundException", "Message": ""}}, "GetFunctionConcurrency"
            )
        return {"ReservedConcurrentExecutions": self.reserved[name]} if name in self.reserved else {}


class Door:
    """A boto3 client whose every answer passes botocore's Stubber: request and answer are what AWS's model allows."""

    def __init__(self, account: Account, service: str) -> None:
        self._account = account
        self._client: Any = boto3.Session(
            region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x"
        ).client(service)  # type: ignore[call-overload]

    def __getattr__(self, operation: str) -> Any:
        def call(**given: Any) -> dict[str, Any]:
            answer = self._account.answer(operation, given)
            with Stubber(self._client) as stubber:
                stubber.add_response(operation, answer, given)
                found: dict[str, Any] = getattr(self._client, operation)(**given)
            return found

        return call

    def get_paginator(self, operation: str) -> Any:
        class Pages:
            def paginate(_, **given: Any) -> list[dict[str, Any]]:  # noqa: N805 - the door is `self`
                return [getattr(self, operation)(**given)]

        return Pages()


def _found(stage: Stage = OURS, **changes: Any) -> dict[str, Finding]:
    return {one.what: one for one in findings(stage, TOPOLOGY, Account(**changes).client)}


def _wrong(stage: Stage = OURS, **changes: Any) -> set[str]:
    return {what for what, one in _found(stage, **changes).items() if one.is_right is False}


def test_an_account_that_has_all_is_right() -> None:
    found = _found()
    assert {one.is_right for one in found.values()} == {True}
    assert set(found) == {
        "settings", "account", "bootstrap", "Lambda's concurrency", "routes of the API main",
        "routes of the API second", "CloudFront's behaviours", "Event APIs", "networks (VPC)",
        "addresses (Elastic IP)", "mail", "certificate",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"concurrency": 10}, "Lambda's concurrency"),
        ({"concurrency": concurrency_wanted(TOPOLOGY, OURS) + 99}, "Lambda's concurrency"),
        ({"quotas": {"apigateway": [("Routes per API", 280)]}}, "routes of the API main"),
        ({"quotas": {"cloudfront": [("Cache behaviors per distribution", 5)]}}, "CloudFront's behaviours"),
        ({"event_apis": ["another"] * 25}, "Event APIs"),
        ({"vpcs": 5}, "networks (VPC)"),
        ({"addresses": 4}, "addresses (Elastic IP)"),
        ({"out_of_the_sandbox": False}, "mail"),
        (
            {"certificate": {"Status": "PENDING_VALIDATION", "SubjectAlternativeNames": ["*.a.com"]}},
            "certificate",
        ),
        (
            {"certificate": {"Status": "ISSUED", "SubjectAlternativeNames": ["a.com", "go.a.com"]}},
            "certificate",
        ),
        ({"errors": {"get_parameter": "ParameterNotFound"}}, "bootstrap"),
    ],
)
def test_what_is_missing_is_told(changes: dict[str, Any], wrong: str) -> None:
    assert _wrong(**changes) == {wrong}


def test_a_new_account_takes_not_even_dev() -> None:
    dev = replace(DEV, account=ACCOUNT)
    assert _wrong(dev, concurrency=10) == {"Lambda's concurrency"}
    assert "ask for 1,000" in _found(dev, concurrency=10)["Lambda's concurrency"].says
    assert _wrong(dev) == set()


def test_what_the_stage_has_already_is_not_counted_twice() -> None:
    wanted = concurrency_wanted(TOPOLOGY, OURS)
    names = {OURS.resource_name(TOPOLOGY.functions[0].name): wanted}
    assert _wrong(concurrency=wanted + 100, reserved=names) == set()
    assert _wrong(concurrency=wanted + 100, reserved={"another-functions": wanted}) == {
        "Lambda's concurrency"
    }
    assert _wrong(vpcs=5, addresses=5, stands=True) == set()
    assert _wrong(event_apis=["another"] * 24 + [OURS.resource_name("realtime")]) == set()


def test_the_wrong_account_and_an_unfinished_stage_are_told() -> None:
    assert _wrong(replace(OURS, account="999999999999")) == {"account"}
    assert _wrong(replace(OURS, account=None)) == {"account", "settings"}


def test_what_cannot_be_asked_is_told_and_stops_nothing() -> None:
    found = _found(errors={"get_account_settings": "AccessDeniedException"}, quotas={"vpc": []})
    unknown = {what for what, one in found.items() if one.is_right is None}
    assert unknown == {"concurrency", "networks (VPC)"}
    assert "AccessDeniedException" in found["concurrency"].says


@pytest.mark.parametrize(("right", "code"), [(True, 0), (None, 0), (False, 1)])
def test_the_exit_code_says_whether_to_go_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], right: bool | None, code: int
) -> None:
    def one(_stage: Stage, _topology: object, _clients: Clients) -> list[Finding]:
        return [Finding("thing", right, "so")]

    monkeypatch.setattr(preflight, "findings", one)
    assert preflight.main(["dev"]) == code
    assert "thing: so" in capsys.readouterr().out


def test_without_credentials_it_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere")
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nowhere")
    assert preflight.main(["dev"]) == 1
    assert "credentials" in capsys.readouterr().err
