"""Function at the edge → its store → who fills it; its log → role → stream → key → who reads it."""

from collections.abc import Iterator

from infra.walk.functions import role_of
from infra.walk.house import House, Thing
from infra.walk.identities import FUNCTION, ROLE
from infra.walk.links import Broken, Link
from infra.walk.permissions import may_use_key, role_allows, trusts
from infra.walk.queues import MAPPING, STREAM

EDGE_FUNCTION = "AWS::CloudFront::Function"
STORE = "AWS::CloudFront::KeyValueStore"
LOG = "AWS::CloudFront::RealtimeLogConfig"
CLOUDFRONT = "cloudfront.amazonaws.com"
FILLS = ("DescribeKeyValueStore", "ListKeys", "UpdateKeys")


def walk(house: House) -> Iterator[Broken]:
    """Every function and every real-time log of CloudFront; nothing where a stage has none."""
    for function in house.all(EDGE_FUNCTION):
        where = house.get(function, "Name")
        for joined in house.raw(function)["FunctionConfig"].get("KeyValueStoreAssociations", []):
            yield from _store(house, where, house.text(function.stack, joined["KeyValueStoreARN"]))
    for log in house.all(LOG):
        for end in house.raw(log).get("EndPoints", []):
            named = end["KinesisStreamConfig"]
            role, stream = (house.text(log.stack, named[name]) for name in ("RoleArn", "StreamArn"))
            yield from _log(house, house.get(log, "Name"), role, stream)


def _store(house: House, where: str, arn: str) -> Iterator[Broken]:
    store = house.find(arn, STORE)
    if store is None:
        yield Broken(where, Link.EDGE_STORE, f"there is no {arn}")
    elif not any(_fills(house, function, arn) for function in house.all(FUNCTION)):
        yield Broken(where, Link.EDGE_STORE, f"nobody may fill {store} who knows its address")


def _fills(house: House, function: Thing, arn: str) -> bool:
    role = role_of(house, function)
    variables = house.raw(function).get("Environment", {}).get("Variables", {}).values()
    knows = arn in {house.text(function.stack, value) for value in variables}
    return bool(role) and knows and all(
        role_allows(house, role, f"cloudfront-keyvaluestore:{action}", arn) for action in FILLS if role
    )  # fmt: skip


def _log(house: House, where: str, role_arn: str, stream_arn: str) -> Iterator[Broken]:
    role, stream = house.find(role_arn, ROLE), house.find(stream_arn, STREAM)
    if role is None or not trusts(house, role, CLOUDFRONT):
        yield Broken(where, Link.ROLE, "CloudFront has no role to write it as")
        return
    if stream is None:
        yield Broken(where, Link.EDGE_LOG, f"it goes to {stream_arn}, which is nowhere")
        return
    for action in ("kinesis:PutRecord", "kinesis:PutRecords"):
        if not role_allows(house, role, action, stream_arn):
            yield Broken(where, Link.POLICY, f"{role} may not {action}")
    key = house.get(stream, "StreamEncryption", "KeyId")
    if key and not may_use_key(house, role, key, "kms:GenerateDataKey"):
        yield Broken(where, Link.KEY, f"{role} may not seal what it writes")
    if not any(house.get(mapping, "EventSourceArn") == stream_arn for mapping in house.all(MAPPING)):
        yield Broken(where, Link.EDGE_LOG, f"{stream} wakes nobody: its clicks are not counted")
