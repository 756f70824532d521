"""Function → role → log group → network → security group → secrets and queues, with policy and key → database login."""

import json
from collections.abc import Iterator

from infra.walk import code, network
from infra.walk.house import House, Thing
from infra.walk.identities import ATTACHMENT, CLUSTER, FUNCTION, KEY, QUEUE, ROLE, SECRET
from infra.walk.links import Broken, Link
from infra.walk.permissions import may_use_key, resources_allowed, role_allows, trusts
from infra.walk.targets import Target, target_of

BUCKET = "AWS::S3::Bucket"
LAMBDA = "lambda.amazonaws.com"
OF_FILES = ("s3:GetObject", "s3:PutObject", "s3:DeleteObject")
DATABASE_SECRET = "DATABASE_SECRET_ARN"  # noqa: S105 - a name of a variable
AWSS_OWN = "arn:aws:secretsmanager"


def walk(house: House) -> Iterator[Broken]:
    """Every function, down to the login that it connects as."""
    for function in house.all(FUNCTION):
        yield from _one(house, function)


def role_of(house: House, function: Thing) -> Thing | None:
    """The role that a function runs as."""
    return house.find(house.get(function, "Role"), ROLE)


def _one(house: House, function: Thing) -> Iterator[Broken]:
    where = house.reference(function)
    role = role_of(house, function)
    if role is None or not trusts(house, role, LAMBDA):
        yield Broken(where, Link.ROLE, "it has no role that Lambda may take on")
        return
    yield from _logs(house, function, role)
    yield from network.walk(house, function, role)
    secrets = set()
    for variable, value in variables_of(house, function).items():
        if (secret := house.find(value, SECRET)) is not None:
            secrets.add(variable)
            yield from _secret(house, function, role, secret)
        else:
            yield from _variable(house, where, role, variable, value)
    yield from _login(house, function, secrets)


def variables_of(house: House, function: Thing) -> dict[str, str]:
    """What a function finds in its environment."""
    given = house.raw(function).get("Environment", {}).get("Variables", {})
    return {name: house.text(function.stack, value) for name, value in given.items()}


def _variable(house: House, where: str, role: Thing, variable: str, value: str) -> Iterator[Broken]:
    """What a variable names is there, and may be used."""
    if value.startswith(AWSS_OWN):
        yield Broken(where, Link.SECRET, f"{variable} names {value}, which is nowhere")
    elif (key := house.find(value, KEY)) is not None:
        # A key that signs: many may know its name, and tests/infra/test_badge_key.py holds who may use it.
        signs = house.get(key, "KeyUsage") == "SIGN_VERIFY"
        if not signs and not may_use_key(house, role, value, "kms:Decrypt"):
            yield Broken(where, Link.KEY, f"{role} may not use {key} ({variable})")
    elif (bucket := house.find(value, BUCKET)) is not None:
        yield from _files(house, where, role, bucket)
    elif variable.startswith("QUEUE_URL_"):
        yield from _queue(house, where, role, variable, value)


def _logs(house: House, function: Thing, role: Thing) -> Iterator[Broken]:
    where = house.reference(function)
    group = house.find(house.get(function, "LoggingConfig", "LogGroup"), "AWS::Logs::LogGroup")
    if group is None:
        yield Broken(where, Link.LOGS, "it writes to none of ours")
    elif not all(
        role_allows(house, role, action, house.arn(group))
        for action in ("logs:CreateLogStream", "logs:PutLogEvents")
    ):
        yield Broken(where, Link.LOGS, f"{role} may not write to {group}")


def _secret(house: House, function: Thing, role: Thing, secret: Thing) -> Iterator[Broken]:
    where = house.reference(function)
    if not role_allows(house, role, "secretsmanager:GetSecretValue", house.arn(secret)):
        yield Broken(where, Link.POLICY, f"{role} may not read {secret}")
    key = house.get(secret, "KmsKeyId")
    if key and not may_use_key(house, role, key, "kms:Decrypt"):
        yield Broken(where, Link.KEY, f"{role} may not open {secret}")


def _files(house: House, where: str, role: Thing, bucket: Thing) -> Iterator[Broken]:
    """Something may be done with some of its files; which ones, is the map's to say."""
    arn = house.arn(bucket)
    given = (resource for action in OF_FILES for resource in resources_allowed(house, role, action))
    if not any(resource.startswith(f"{arn}/") for resource in given):
        yield Broken(where, Link.POLICY, f"{role} may do nothing with the files of {bucket}")


def _queue(house: House, where: str, role: Thing, variable: str, url: str) -> Iterator[Broken]:
    queue = house.find(url, QUEUE)
    if queue is None:
        yield Broken(where, Link.SOURCE, f"{variable} names {url}, which is nowhere")
        return
    sends = role_allows(house, role, "sqs:SendMessage", house.arn(queue))
    if not sends and not role_allows(house, role, "sqs:GetQueueAttributes", house.arn(queue)):
        yield Broken(where, Link.POLICY, f"{role} may neither send to {queue} nor ask for it")
    key = house.get(queue, "KmsMasterKeyId")
    if sends and key and not may_use_key(house, role, key, "kms:GenerateDataKey", "kms:Decrypt"):
        yield Broken(where, Link.KEY, f"{role} may not seal messages for {queue}")


def _login(house: House, function: Thing, secrets: set[str]) -> Iterator[Broken]:
    """Secret → login → cluster; and that the deploy makes the login and its password."""
    where = house.reference(function)
    entry = house.get(function, "Handler").rpartition(".")[0]
    if code.uses_database(entry) and DATABASE_SECRET not in secrets:
        yield Broken(where, Link.LOGIN, f"its code opens transactions, and {DATABASE_SECRET} names no secret")
    for variable in sorted(secrets):
        named = house.get(function, "Environment", "Variables", variable)
        for attachment in house.all(ATTACHMENT):
            if house.get(attachment, "SecretId") == named:
                yield from _attached(house, function, attachment)
        if variable == DATABASE_SECRET and not _is_attached(house, named):
            yield Broken(where, Link.LOGIN, f"{named} is attached to no cluster: it has no host")


def _is_attached(house: House, secret: str) -> bool:
    return any(house.get(one, "SecretId") == secret for one in house.all(ATTACHMENT))


def _attached(house: House, function: Thing, attachment: Thing) -> Iterator[Broken]:
    where = house.reference(function)
    cluster = house.find(house.get(attachment, "TargetId"), CLUSTER)
    secret = house.find(house.get(attachment, "SecretId"), SECRET)
    if cluster is None or secret is None:
        yield Broken(where, Link.LOGIN, f"{attachment} joins no secret to a cluster of ours")
        return
    yield from network.to_cluster(house, function, cluster)
    login = json.loads(house.get(secret, "GenerateSecretString", "SecretStringTemplate") or "{}")
    if login.get("username") == house.get(cluster, "MasterUsername"):
        return
    if login.get("dbname") != house.get(cluster, "DatabaseName"):
        yield Broken(where, Link.LOGIN, f"{secret} names the database {login.get('dbname')}")
    if not login.get("username") or house.arn(secret) not in _passwords_that_are_set(house):
        yield Broken(
            where, Link.LOGIN, f"no deploy makes {login.get('username')} with the password of {secret}"
        )


def _passwords_that_are_set(house: House) -> set[str]:
    """The secrets of which what runs at a deploy knows."""
    customs = house.all("AWS::CloudFormation::CustomResource")
    runners = (target_of(house, house.get(custom, "ServiceToken")) for custom in customs)
    return {
        value
        for runner in runners
        if isinstance(runner, Target)
        for value in variables_of(house, runner.function).values()
    }
