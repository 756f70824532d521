"""Who may do what: policies of roles, of keys and of topics, as IAM reads them."""

from collections.abc import Iterator
from typing import Any

from infra.path_patterns import compiled
from infra.walk.house import House, Thing
from infra.walk.identities import KEY

Statement = dict[str, Any]
Policy = tuple[str, dict[str, Any]]
"""The stack that it stands in, and its document."""
ROOT = "arn:aws:iam::account:root"


def role_allows(house: House, role: Thing, action: str, resource: str) -> bool:
    """Whether a role may do `action` to `resource`: some statement allows it, and none denies it."""
    found = [
        statement["Effect"]
        for stack, statement in _statements_of(house, role)
        if _matches(house, stack, statement, action, resource)
    ]
    return "Allow" in found and "Deny" not in found


def may_use_key(house: House, role: Thing, key: str, *actions: str) -> bool:
    """Whether a role may use a key of ours: its own policy says so, and the key leaves it to policies."""
    thing = house.find(key, KEY)
    if thing is None:
        return False
    leaves_it = any(
        statement["Effect"] == "Allow"
        and ROOT in _principals(house, thing.stack, statement, "AWS")
        and "kms:*" in _list(statement["Action"])
        for statement in house.raw(thing)["KeyPolicy"]["Statement"]
    )
    return leaves_it and all(role_allows(house, role, action, house.arn(thing)) for action in actions)


def service_may(house: House, policy: Policy, service: str, action: str, resource: str) -> bool:
    """Whether the policy of a thing lets an AWS service do `action`; conditions on our own account are no hindrance."""
    stack, document = policy
    allowed = False
    for statement in document["Statement"]:
        if not _matches(house, stack, statement, action, resource):
            continue
        if statement["Effect"] == "Deny":
            if not _only_without_tls(statement):
                return False
        elif service in _principals(house, stack, statement, "Service"):
            allowed = allowed or _ours(house, stack, statement)
    return allowed


def trusts(house: House, role: Thing, service: str) -> bool:
    """Whether a service may take a role on."""
    document = house.raw(role).get("AssumeRolePolicyDocument", {})
    return any(
        statement["Effect"] == "Allow"
        and "sts:AssumeRole" in _list(statement["Action"])
        and service in _principals(house, role.stack, statement, "Service")
        for statement in document.get("Statement", [])
    )


def resources_allowed(house: House, role: Thing, action: str) -> Iterator[str]:
    """What a role may do exactly this action to."""
    for stack, statement in _statements_of(house, role):
        if statement["Effect"] == "Allow" and action in _list(statement.get("Action")):
            yield from (house.text(stack, one) for one in _list(statement.get("Resource")))


def covers(pattern: str, text: str) -> bool:
    """Whether IAM's pattern (`*` for anything, `?` for one character) covers a text."""
    return compiled(pattern).fullmatch(text) is not None


def _statements_of(house: House, role: Thing) -> Iterator[tuple[str, Statement]]:
    for policy in house.raw(role).get("Policies", []):
        for statement in policy["PolicyDocument"]["Statement"]:
            yield role.stack, statement
    for beside in house.all("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"):
        if house.reference(role) in house.texts(beside, "Roles"):
            for statement in house.raw(beside)["PolicyDocument"]["Statement"]:
                yield beside.stack, statement


def _matches(house: House, stack: str, statement: Statement, action: str, resource: str) -> bool:
    actions = _list(statement.get("Action"))
    resources = (house.text(stack, one) for one in _list(statement.get("Resource", "*")))
    return any(covers(str(one).lower(), action.lower()) for one in actions) and any(
        covers(one, resource) for one in resources
    )


def _principals(house: House, stack: str, statement: Statement, kind: str) -> list[str]:
    principal = statement.get("Principal", {})
    named = principal.get(kind, []) if isinstance(principal, dict) else []
    return [house.text(stack, one) for one in _list(named)]


def _ours(house: House, stack: str, statement: Statement) -> bool:
    """Whether its conditions let through what comes from this account."""
    for operator, conditions in statement.get("Condition", {}).items():
        for name, wanted in conditions.items():
            values = [house.text(stack, one) for one in _list(wanted)]
            if name == "aws:SourceAccount" and values != ["account"]:
                return False
            if operator == "Bool" and name == "aws:SecureTransport" and values != ["true"]:
                return False
            if name == "kms:ViaService":
                return False
    return True


def _only_without_tls(statement: Statement) -> bool:
    return statement.get("Condition") == {"Bool": {"aws:SecureTransport": "false"}}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
