"""The newest snapshot of a stage as a cluster of its own, for the length of a drill. Not verified against AWS."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from infra.stages import Stage
from tools.release.stages import Client, Clients, stack_template

if TYPE_CHECKING:
    from tools.release.drill import Ask, Drill

CAPACITY = {"MinCapacity": 0.5, "MaxCapacity": 4.0}
WAITING = {"Delay": 30, "MaxAttempts": 120}
DATABASE = "atomic_influence"


class NothingToRestore(ValueError):
    """The stage has no snapshot."""


@contextmanager
def restored(clients: Clients, stage: Stage, drill: "Drill") -> "Iterator[Ask]":
    """Asks a copy of the newest snapshot. It is deleted afterwards, without a snapshot of its own.

    Raises `NothingToRestore`, and what AWS refuses.
    """
    rds = clients("rds")
    newest = _newest_snapshot(rds, stage)
    age = datetime.now(UTC) - newest["SnapshotCreateTime"]
    drill.of = f"{newest['DBClusterSnapshotIdentifier']}, {age.total_seconds() / 3600:.1f} hours old"
    name = stage.resource_name(f"drill-{datetime.now(UTC):%Y%m%d%H%M%S}")
    try:
        with drill.step("restore"):
            made = _restore(rds, stage, newest, name)
        yield _asker(clients, stage, made["DBClusterArn"])
    finally:
        with drill.step("deletion begun"):
            _delete(rds, name)


def _newest_snapshot(rds: Client, stage: Stage) -> dict[str, Any]:
    pages = rds.get_paginator("describe_db_cluster_snapshots").paginate(
        DBClusterIdentifier=stage.resource_name("database")
    )
    ready = [one for page in pages for one in page["DBClusterSnapshots"] if one["Status"] == "available"]
    if not ready:
        raise NothingToRestore(f"{stage.name} has no snapshot.")
    newest: dict[str, Any] = max(ready, key=lambda one: one["SnapshotCreateTime"])
    return newest


def _restore(rds: Client, stage: Stage, snapshot: dict[str, Any], name: str) -> dict[str, Any]:
    """In the network of the real one, which it finds by asking it; with one small instance, and the Data API."""
    (real,) = rds.describe_db_clusters(DBClusterIdentifier=stage.resource_name("database"))["DBClusters"]
    made: dict[str, Any] = rds.restore_db_cluster_from_snapshot(
        DBClusterIdentifier=name,
        SnapshotIdentifier=snapshot["DBClusterSnapshotIdentifier"],
        Engine=real["Engine"],
        DBSubnetGroupName=real["DBSubnetGroup"],
        VpcSecurityGroupIds=[one["VpcSecurityGroupId"] for one in real["VpcSecurityGroups"]],
        DBClusterParameterGroupName=real["DBClusterParameterGroup"],
        ServerlessV2ScalingConfiguration=CAPACITY,
        DeletionProtection=False,
        Tags=[{"Key": "purpose", "Value": "restore-drill"}],
    )["DBCluster"]
    rds.create_db_instance(
        DBInstanceIdentifier=name, DBClusterIdentifier=name, DBInstanceClass="db.serverless", Engine=real["Engine"],
        PubliclyAccessible=False,
    )  # fmt: skip
    rds.get_waiter("db_instance_available").wait(DBInstanceIdentifier=name, WaiterConfig=WAITING)
    rds.enable_http_endpoint(ResourceArn=made["DBClusterArn"])
    return made


def _asker(clients: Clients, stage: Stage, cluster: str) -> "Ask":
    data = clients("rds-data")
    secret = _jobs_secret(clients, stage)

    def ask(question: str) -> Any:
        begun = data.begin_transaction(resourceArn=cluster, secretArn=secret, database=DATABASE)[
            "transactionId"
        ]
        where = {"resourceArn": cluster, "secretArn": secret, "database": DATABASE, "transactionId": begun}
        data.execute_statement(sql="set local role service", **where)
        ((value,),) = data.execute_statement(sql=question, **where)["records"]
        data.commit_transaction(resourceArn=cluster, secretArn=secret, transactionId=begun)
        return next(iter(value.values()))

    return ask


def _jobs_secret(clients: Clients, stage: Stage) -> str:
    """The login of the jobs: it is in the snapshot, too, with the password that it had then."""
    template = stack_template(clients, stage, "data")
    resources = template["Resources"] if template else {}
    attached = "AWS::SecretsManager::SecretTargetAttachment"
    (name,) = [key for key, one in resources.items() if one["Type"] == attached and "JobsLogin" in key]
    answer = clients("cloudformation").describe_stack_resource(
        StackName=stage.resource_name("data"), LogicalResourceId=name
    )
    arn: str = answer["StackResourceDetail"]["PhysicalResourceId"]
    return arn


def _delete(rds: Client, name: str) -> None:
    """The instance, then the cluster: what was never made is no error."""
    with suppress(ClientError):
        rds.delete_db_instance(DBInstanceIdentifier=name, SkipFinalSnapshot=True)
    for attempt in range(10):
        try:
            rds.delete_db_cluster(DBClusterIdentifier=name, SkipFinalSnapshot=True)
        except ClientError as error:
            if error.response["Error"]["Code"] == "DBClusterNotFoundFault":
                return
            if attempt == 9:
                raise
            time.sleep(30)
        else:
            return
