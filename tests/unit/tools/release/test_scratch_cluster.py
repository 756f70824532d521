"""A restore drill in AWS, as botocore knows it: the newest snapshot, beside the real cluster, and gone afterwards."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from botocore.stub import ANY

from infra.stages import DEV
from tests.unit.tools.release.aws import Call, Refusal, answering
from tools.release import scratch_cluster
from tools.release.drill import QUESTIONS, Drill, prove
from tools.release.scratch_cluster import NothingToRestore, restored

ROOT = Path(__file__).parents[4]
SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:jobs"
ARN = "arn:aws:rds:us-east-1:111122223333:cluster:drill"
NOW = datetime.now(UTC)
DATA = {"JobsLoginAttachment1": {"Type": "AWS::SecretsManager::SecretTargetAttachment"},
        "ApiLoginAttachment2": {"Type": "AWS::SecretsManager::SecretTargetAttachment"}}  # fmt: skip


def _snapshots(*ages: float, status: str = "available") -> Call:
    found = [
        {
            "DBClusterSnapshotIdentifier": f"s{age}",
            "SnapshotCreateTime": NOW - timedelta(hours=age),
            "Status": status,
        }
        for age in ages
    ]
    return ("describe_db_cluster_snapshots", {"DBClusterIdentifier": "atomic-influence-dev-database"},
            {"DBClusterSnapshots": found})  # fmt: skip


def _restoring() -> list[Call | Refusal]:
    real = {"Engine": "aurora-postgresql", "DBSubnetGroup": "isolated", "DBClusterParameterGroup": "ours",
            "VpcSecurityGroups": [{"VpcSecurityGroupId": "sg-1"}]}  # fmt: skip
    asked = {
        "DBClusterIdentifier": ANY, "SnapshotIdentifier": "s2.0", "Engine": "aurora-postgresql",
        "DBSubnetGroupName": "isolated", "VpcSecurityGroupIds": ["sg-1"], "DBClusterParameterGroupName": "ours",
        "ServerlessV2ScalingConfiguration": scratch_cluster.CAPACITY, "DeletionProtection": False, "Tags": ANY,
    }  # fmt: skip
    return [
        _snapshots(30.0, 2.0, 26.0),
        ("describe_db_clusters", {"DBClusterIdentifier": "atomic-influence-dev-database"}, {"DBClusters": [real]}),
        ("restore_db_cluster_from_snapshot", asked, {"DBCluster": {"DBClusterArn": ARN}}),
        ("create_db_instance",
         {"DBInstanceIdentifier": ANY, "DBClusterIdentifier": ANY, "DBInstanceClass": "db.serverless",
          "Engine": "aurora-postgresql", "PubliclyAccessible": False}, {}),
        ("describe_db_instances", {"DBInstanceIdentifier": ANY}, {"DBInstances": [{"DBInstanceStatus": "available"}]}),
        ("enable_http_endpoint", {"ResourceArn": ARN}, {}),
    ]  # fmt: skip


def _deleting() -> list[Call | Refusal]:
    return [
        ("delete_db_instance", {"DBInstanceIdentifier": ANY, "SkipFinalSnapshot": True}, {}),
        ("delete_db_cluster", {"DBClusterIdentifier": ANY, "SkipFinalSnapshot": True}, {}),
    ]


def _secret() -> list[Call | Refusal]:
    return [
        ("get_template", {"StackName": "atomic-influence-dev-data", "TemplateStage": "Original"},
         {"TemplateBody": json.dumps({"Resources": DATA})}),
        ("describe_stack_resource",
         {"StackName": "atomic-influence-dev-data", "LogicalResourceId": "JobsLoginAttachment1"},
         {"StackResourceDetail": {"PhysicalResourceId": SECRET, "LogicalResourceId": "x", "ResourceType": "x",
                                  "LastUpdatedTimestamp": NOW, "ResourceStatus": "CREATE_COMPLETE"}}),
    ]  # fmt: skip


def _answer(value: dict[str, Any]) -> list[Call | Refusal]:
    """One question: a transaction, the role, the statement."""
    where = {"resourceArn": ARN, "secretArn": SECRET, "database": "atomic_influence", "transactionId": "t"}
    place = {"resourceArn": ARN, "secretArn": SECRET}
    return [
        ("begin_transaction", place | {"database": "atomic_influence"}, {"transactionId": "t"}),
        ("execute_statement", where | {"sql": "set local role service"}, {}),
        ("execute_statement", where | {"sql": ANY}, {"records": [[value]]}),
        ("commit_transaction", place | {"transactionId": "t"}, {}),
    ]


def test_the_newest_snapshot_is_restored_proved_and_deleted() -> None:
    drill = Drill("dev")
    report = json.dumps({"clean": True, "findings": [], "entries": 7})
    asked = [*_answer({"stringValue": "id"}), *_answer({"stringValue": report})]
    for number in range(len(QUESTIONS)):
        asked += _answer({"longValue": number})
    with answering(
        rds=[*_restoring(), *_deleting()], rds_data=asked, cloudformation=_secret()
    ) as clients, restored(clients, DEV, drill) as ask:  # fmt: skip
        prove(drill, ask)
    assert drill.is_good
    assert drill.of.startswith("s2.0, 2.")
    assert drill.steps.keys() == {"restore", "proof of the books", "deletion begun"}
    assert drill.found["accounts"] == 0


def test_the_copy_goes_whatever_came_of_it() -> None:
    with (
        answering(rds=[*_restoring(), *_deleting()], rds_data=[], cloudformation=_secret()) as clients,
        pytest.raises(RuntimeError, match="the proof broke"),
        restored(clients, DEV, Drill("dev")),
    ):
        raise RuntimeError("the proof broke")


def test_a_restore_that_fails_leaves_nothing_behind() -> None:
    calls = [*_restoring()[:2], ("restore_db_cluster_from_snapshot", "StorageQuotaExceeded", "too much"),
             ("delete_db_instance", "DBInstanceNotFound", "none"),
             ("delete_db_cluster", "DBClusterNotFoundFault", "none")]  # fmt: skip
    with (
        answering(rds=calls, rds_data=[], cloudformation=[]) as clients,
        pytest.raises(Exception, match="StorageQuotaExceeded"),
        restored(clients, DEV, Drill("dev")),
    ):
        pytest.fail("nothing was restored")


@pytest.mark.parametrize("found", [_snapshots(), _snapshots(1.0, status="creating")])
def test_a_stage_without_a_snapshot_is_said(found: Call) -> None:
    with (
        answering(rds=[found], rds_data=[], cloudformation=[]) as clients,
        pytest.raises(NothingToRestore, match="dev has no snapshot"),
        restored(clients, DEV, Drill("dev")),
    ):
        pytest.fail("nothing was restored")


def test_the_name_of_the_database_is_that_of_the_stack() -> None:
    text = (ROOT / "infra" / "constructs" / "database.py").read_text(encoding="utf-8")
    assert f'DATABASE_NAME = "{scratch_cluster.DATABASE}"' in text
