"""`python -m infra.preflight STAGE`: whether the account that is signed in takes this stage, before a deploy finds out.

It only reads. Each line says what is needed and what there is; a line that cannot be answered is told, and holds
nobody up. Exit code 1 where something is missing. Which names AWS gives to its quotas is not verified against AWS.
"""

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from infra.behaviors import behaviors
from infra.capacity import concurrency_wanted, deployed
from infra.stages import NotDeployable, Stage, stages_called
from infra.topology import TOPOLOGY
from infra.topology.types import Topology

UNRESERVED = 100
"""Lambda keeps as much for functions without a share, and refuses a share that would take it."""
BOOTSTRAP = "/cdk-bootstrap/hnb659fds/version"
Clients = Callable[[str], Any]
"""Service → boto3's client for it."""


@dataclass(frozen=True)
class Finding:
    """What was looked at; `is_right` is None where AWS did not say."""

    what: str
    is_right: bool | None
    says: str


def findings(stage: Stage, topology: Topology, clients: Clients) -> Iterator[Finding]:
    """All there is to know before a deploy of this stage, one after the other."""
    looks = (
        _settings,
        _account,
        _bootstrap,
        _concurrency,
        _routes,
        _behaviors,
        _realtime,
        _network,
        _mail,
        _certificate,
    )
    for look in looks:
        try:
            yield from look(stage, topology, clients)
        except ClientError as error:
            yield Finding(
                look.__name__.strip("_"), None, f"could not be asked: {error.response['Error']['Code']}"
            )


def _settings(stage: Stage, _topology: Topology, _clients: Clients) -> Iterator[Finding]:
    try:
        stage.check_deployable()
    except NotDeployable as error:
        yield Finding("settings", is_right=False, says=str(error))
    else:
        yield Finding("settings", is_right=True, says="infra/stages.py is filled in")


def _account(stage: Stage, _topology: Topology, clients: Clients) -> Iterator[Finding]:
    here = clients("sts").get_caller_identity()["Account"]
    yield Finding(
        "account", here == stage.account, f"signed in to {here}, {stage.name} belongs to {stage.account}"
    )


def _bootstrap(_stage: Stage, _topology: Topology, clients: Clients) -> Iterator[Finding]:
    try:
        version = clients("ssm").get_parameter(Name=BOOTSTRAP)["Parameter"]["Value"]
    except ClientError as error:
        if error.response["Error"]["Code"] != "ParameterNotFound":
            raise
        yield Finding("bootstrap", is_right=False, says="the CDK's toolkit is missing: npx aws-cdk bootstrap")
    else:
        yield Finding("bootstrap", is_right=True, says=f"the CDK's toolkit has version {version}")


def _concurrency(stage: Stage, topology: Topology, clients: Clients) -> Iterator[Finding]:
    """What the stage has already counts as free: a deploy changes it, and does not add it."""
    functions = clients("lambda")
    limits = functions.get_account_settings()["AccountLimit"]
    free, whole = limits["UnreservedConcurrentExecutions"], limits["ConcurrentExecutions"]
    own = sum(_reserved(functions, stage.resource_name(one.name)) for one in deployed(topology))
    own += _reserved(functions, stage.resource_name("database-migrations"))
    wanted = concurrency_wanted(topology, stage)
    yield Finding(
        "Lambda's concurrency",
        free + own - wanted >= UNRESERVED,
        f"{wanted} wanted and {UNRESERVED} left over, {free + own} of {whole} to be had"
        " (Service Quotas, Lambda, Concurrent executions: ask for 1,000)",
    )


def _reserved(functions: Any, name: str) -> int:
    try:
        found: int = functions.get_function_concurrency(FunctionName=name).get(
            "ReservedConcurrentExecutions", 0
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "ResourceNotFoundException":
            raise
        return 0
    return found


def _routes(_stage: Stage, topology: Topology, clients: Clients) -> Iterator[Finding]:
    most = _quota(clients, "apigateway", r"routes per (http )?api")
    for api in topology.apis:
        wanted = sum(
            len(function.routes)
            for page in topology.capabilities
            if page.api == api
            for function in deployed(page)
        )
        yield _fits(f"routes of the API {api}", wanted, most)


def _behaviors(_stage: Stage, topology: Topology, clients: Clients) -> Iterator[Finding]:
    most = _quota(clients, "cloudfront", r"cache behaviors per distribution")
    yield _fits("CloudFront's behaviours", len(behaviors(topology)), most)


def _realtime(stage: Stage, _topology: Topology, clients: Clients) -> Iterator[Finding]:
    """An Event API more, unless the stage has its own already; and that AWS offers them here."""
    pages = clients("appsync").get_paginator("list_apis").paginate()
    names = [api.get("name") for page in pages for api in page["apis"]]
    wanted = len(names) + (stage.resource_name("realtime") not in names)
    yield _fits("Event APIs", wanted, _quota(clients, "appsync", r"(\w+ )?apis per region"))


def _network(stage: Stage, _topology: Topology, clients: Clients) -> Iterator[Finding]:
    """A network, and an address for each NAT gateway; nothing more where the stage stands already."""
    network = clients("ec2")
    own = {"Name": "tag:Name", "Values": [f"{stage.resource_name('data')}/Network/Vpc"]}
    stands = bool(network.describe_vpcs(Filters=[own])["Vpcs"])
    vpcs = len(network.describe_vpcs()["Vpcs"]) + (not stands)
    yield _fits("networks (VPC)", vpcs, _quota(clients, "vpc", r"vpcs per region"))
    addresses = len(network.describe_addresses()["Addresses"]) + (0 if stands else stage.nat_gateways)
    yield _fits("addresses (Elastic IP)", addresses, _quota(clients, "ec2", r"ec2-vpc elastic ips"))


def _mail(stage: Stage, _topology: Topology, clients: Clients) -> Iterator[Finding]:
    out = clients("sesv2").get_account()["ProductionAccessEnabled"]
    says = "SES sends to anybody" if out else "SES is in its sandbox: it sends to verified addresses only"
    yield Finding("mail", True if out else None if not stage.keep_data else False, says)


def _certificate(stage: Stage, _topology: Topology, clients: Clients) -> Iterator[Finding]:
    if stage.certificate_arn is None:
        yield Finding(
            "certificate", None, "no domain of its own: CloudFront's name, known after the first deploy"
        )
        return
    made = clients("acm").describe_certificate(CertificateArn=stage.certificate_arn)["Certificate"]
    lacking = [host for host in stage.domain_names if not _covers(made["SubjectAlternativeNames"], host)]
    says = f"{made['Status']}, without {', '.join(lacking) or 'a gap'}"
    yield Finding("certificate", made["Status"] == "ISSUED" and not lacking, says)


def _covers(names: list[str], host: str) -> bool:
    return host in names or f"*.{host.partition('.')[2]}" in names


def _fits(what: str, wanted: int, most: int | None) -> Finding:
    if most is None:
        return Finding(what, None, f"{wanted} wanted; AWS lists no quota of this name")
    return Finding(what, wanted <= most, f"{wanted} of {most}")


def _quota(clients: Clients, service: str, name: str) -> int | None:
    """The account's own value, else AWS's default."""
    quotas = clients("service-quotas")
    for operation in ("list_service_quotas", "list_aws_default_service_quotas"):
        for page in quotas.get_paginator(operation).paginate(ServiceCode=service):
            for quota in page["Quotas"]:
                if re.fullmatch(name, quota["QuotaName"].lower()):
                    return int(quota["Value"])
    return None


def main(arguments: list[str]) -> int:
    """Print the findings for the stage that is named; 1 where one is wrong."""
    (stage,) = stages_called(arguments[0])
    session = boto3.Session(region_name=stage.region)
    is_right = True
    try:
        for one in findings(stage, TOPOLOGY, lambda service: session.client(cast("Any", service))):
            mark = {True: "ok", False: "NO", None: "?"}[one.is_right]
            sys.stdout.write(f"{mark:3} {one.what}: {one.says}\n")
            is_right &= one.is_right is not False
    except BotoCoreError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0 if is_right else 1


if __name__ == "__main__":
    if len(sys.argv) != len(("program", "stage")):
        sys.exit("Say which stage: make preflight STAGE=dev")
    sys.exit(main(sys.argv[1:]))
