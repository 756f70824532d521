"""Alias → deployment group → its role → the right to move that alias; and the alarms that stop it."""

from collections.abc import Iterator

from infra.walk.house import House, Thing
from infra.walk.identities import ALIAS, ROLE
from infra.walk.links import Broken, Link
from infra.walk.metrics import ALARM, COMPOSITE
from infra.walk.permissions import role_allows, trusts

GROUP = "AWS::CodeDeploy::DeploymentGroup"
CODEDEPLOY = "codedeploy.amazonaws.com"
MOVES = ("lambda:GetAlias", "lambda:UpdateAlias")


def walk(house: House) -> Iterator[Broken]:
    """Every alias that is shifted, and every group; nothing where a stage's releases are there at once."""
    known = {house.get(alarm, "AlarmName") for alarm in house.all(ALARM, COMPOSITE)}
    for group in house.all(GROUP):
        yield from (
            Broken(str(group), Link.RELEASE, f"there is no {name} that would stop it")
            for name in alarms_of(house, group)
            if name not in known
        )
    for alias in house.all(ALIAS):
        policy = house.templates[alias.stack]["Resources"][alias.name].get("UpdatePolicy", {})
        if shift := policy.get("CodeDeployLambdaAliasUpdate"):
            yield from _shift(house, alias, house.text(alias.stack, shift["DeploymentGroupName"]))


def alarms_of(house: House, group: Thing) -> Iterator[str]:
    """The names of the alarms that a group looks at."""
    looks = house.raw(group).get("AlarmConfiguration", {})
    for one in looks.get("Alarms", []) if looks.get("Enabled") is True else ():
        named = house.text(group.stack, one["Name"])
        alarm = house.find(named, ALARM, COMPOSITE)
        yield house.get(alarm, "AlarmName") if alarm else named


def _shift(house: House, alias: Thing, named: str) -> Iterator[Broken]:
    group = house.find(named, GROUP)
    if group is None:
        yield Broken(str(alias), Link.RELEASE, f"no group {named} shifts it")
        return
    role = house.find(house.get(group, "ServiceRoleArn"), ROLE)
    if role is None or not trusts(house, role, CODEDEPLOY):
        yield Broken(str(group), Link.ROLE, "it has no role that CodeDeploy may take on")
        return
    for action in MOVES:
        if not role_allows(house, role, action, house.arn(alias)):
            yield Broken(str(group), Link.POLICY, f"{role} may not {action} of {alias}")
    if not role_allows(house, role, "cloudwatch:DescribeAlarms", "*"):
        yield Broken(str(group), Link.POLICY, f"{role} may not look at alarms: each shift would fail")
