"""Subnets and security groups: from a function to the cluster's port, and out to AWS and the world."""

from collections.abc import Iterator
from typing import Any

from infra.walk.house import House, Thing
from infra.walk.links import Broken, Link
from infra.walk.permissions import role_allows

SUBNET = "AWS::EC2::Subnet"
GROUP = "AWS::EC2::SecurityGroup"
EVERYWHERE = "0.0.0.0/0"
INTERFACES = ("ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DeleteNetworkInterface")
POSTGRES_PORT = "5432"


def walk(house: House, function: Thing, role: Thing) -> Iterator[Broken]:
    """That a function in a network gets its interface, and gets out: to Secrets Manager, queues, other houses."""
    where = house.reference(function)
    if "VpcConfig" not in house.raw(function):
        return
    if not all(role_allows(house, role, action, "*") for action in INTERFACES):
        yield Broken(where, Link.POLICY, f"{role} may not hold a network interface")
    for named in house.texts(function, "VpcConfig", "SubnetIds"):
        subnet = house.find(named, SUBNET)
        if subnet is None or not _gets_out(house, subnet):
            yield Broken(where, Link.NETWORK, f"{subnet or named} has no way out through a NAT gateway")
    for named in house.texts(function, "VpcConfig", "SecurityGroupIds"):
        group = _group(house, named)
        lets_out = house.raw(group).get("SecurityGroupEgress", []) if group else []
        if not any(one.get("CidrIp") == EVERYWHERE for one in lets_out):
            yield Broken(where, Link.SECURITY_GROUP, f"{group or named} lets nothing out")


def to_cluster(house: House, function: Thing, cluster: Thing) -> Iterator[Broken]:
    """That a function stands in the cluster's network, and that the cluster's security group lets it in."""
    where = house.reference(function)
    port = house.get(cluster, "Port") or POSTGRES_PORT
    mine = {_vpc(house, named) for named in house.texts(function, "VpcConfig", "SubnetIds")}
    group = house.find(house.get(cluster, "DBSubnetGroupName"), "AWS::RDS::DBSubnetGroup")
    theirs = {_vpc(house, named) for named in house.texts(group, "SubnetIds")} if group else set()
    if not mine or not theirs or mine != theirs or len(mine) != 1:
        yield Broken(where, Link.NETWORK, f"it is not in the network of {cluster}")
        return
    let_in = {
        source
        for named in house.texts(cluster, "VpcSecurityGroupIds")
        for source in _let_in(house, named, port)
    }
    groups = set(house.texts(function, "VpcConfig", "SecurityGroupIds"))
    if not groups & let_in:
        yield Broken(where, Link.SECURITY_GROUP, f"{cluster} does not let it in at port {port}")


def _let_in(house: House, group: str, port: str) -> Iterator[str]:
    """The security groups that this one lets in at a port."""
    for rule in house.all("AWS::EC2::SecurityGroupIngress"):
        if house.get(rule, "GroupId") == group and _at(house.raw(rule), port):
            yield house.get(rule, "SourceSecurityGroupId")
    thing = _group(house, group)
    for inside in house.raw(thing).get("SecurityGroupIngress", []) if thing else []:
        if _at(inside, port) and thing:
            yield house.text(thing.stack, inside.get("SourceSecurityGroupId", ""))


def _at(rule: dict[str, Any], port: str) -> bool:
    if rule.get("IpProtocol") == "-1":
        return True
    first, last = rule.get("FromPort"), rule.get("ToPort")
    return (
        rule.get("IpProtocol") == "tcp"
        and first is not None
        and int(first) <= int(port) <= int(last or first)
    )


def _group(house: House, named: str) -> Thing | None:
    """A security group is named by its attribute GroupId."""
    return next((one for one in house.all(GROUP) if f"{one.stack}.{one.name}.GroupId" == named), None)


def _vpc(house: House, named: str) -> str:
    subnet = house.find(named, SUBNET)
    return house.get(subnet, "VpcId") if subnet else f"nowhere({named})"


def _gets_out(house: House, subnet: Thing) -> bool:
    """Subnet → route table → NAT gateway → its subnet → route table → Internet gateway."""
    for route in _default_routes(house, subnet):
        gateway = house.find(house.get(route, "NatGatewayId"), "AWS::EC2::NatGateway")
        public = house.find(house.get(gateway, "SubnetId"), SUBNET) if gateway else None
        if public and any(
            house.find(house.get(one, "GatewayId"), "AWS::EC2::InternetGateway")
            for one in _default_routes(house, public)
        ):
            return True
    return False


def _default_routes(house: House, subnet: Thing) -> Iterator[Thing]:
    tables = {
        house.get(one, "RouteTableId")
        for one in house.all("AWS::EC2::SubnetRouteTableAssociation")
        if house.get(one, "SubnetId") == house.reference(subnet)
    }
    for route in house.all("AWS::EC2::Route"):
        if (
            house.get(route, "RouteTableId") in tables
            and house.get(route, "DestinationCidrBlock") == EVERYWHERE
        ):
            yield route
