"""A stage that may be thrown away can be: its buckets are emptied first, and no other stage's ever."""

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from infra import emptying
from infra.emptying import DataIsKept, empty
from infra.stages import DEV, PROD, STAGING, Stage
from tests.infra.conftest import Assembly

TEMPLATE = json.dumps(
    {
        "Resources": {
            "Logs": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "house-logs"}},
            "Assets": {
                "Type": "AWS::S3::Bucket",
                "Properties": {
                    "BucketName": "house-assets",
                    "VersioningConfiguration": {"Status": "Enabled"},
                },
            },
            "Queue": {"Type": "AWS::SQS::Queue"},
        }
    }
)


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Iterator[boto3.Session]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "x")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
    with mock_aws():
        yield boto3.Session(region_name="us-east-1")


def _filled(session: boto3.Session, stage: Stage) -> Any:
    session.client("cloudformation").create_stack(
        StackName=stage.resource_name("data"), TemplateBody=TEMPLATE
    )
    files = session.client("s3")
    files.put_bucket_versioning(Bucket="house-assets", VersioningConfiguration={"Status": "Enabled"})
    for number in range(3):
        files.put_object(Bucket="house-assets", Key="one", Body=str(number).encode())
        files.put_object(Bucket="house-logs", Key=f"line-{number}", Body=b"x")
    files.delete_object(Bucket="house-assets", Key="one")
    return files


def test_every_version_goes_and_the_bucket_can_be_deleted(session: boto3.Session) -> None:
    files = _filled(session, DEV)
    with pytest.raises(files.exceptions.ClientError, match="BucketNotEmpty"):
        files.delete_bucket(Bucket="house-logs")
    assert empty(DEV, session) == {"house-logs": 3, "house-assets": 4}
    assert empty(DEV, session) == {"house-logs": 0, "house-assets": 0}
    for name in ("house-logs", "house-assets"):
        files.delete_bucket(Bucket=name)


@pytest.mark.parametrize("stage", [STAGING, PROD], ids=["staging", "prod"])
def test_a_stage_that_keeps_its_data_is_refused(session: boto3.Session, stage: Stage) -> None:
    files = _filled(session, stage)
    with pytest.raises(DataIsKept, match=stage.name):
        empty(stage, session)
    assert emptying.main([stage.name]) == 1
    assert files.get_object(Bucket="house-logs", Key="line-0")["Body"].read() == b"x"


def test_dev_has_nothing_that_outlives_it(house: Assembly) -> None:
    kept = {
        (stack.name, one["Type"])
        for stack in house.stacks("dev")
        for one in stack.template["Resources"].values()
        if one.get("DeletionPolicy", "Delete") != "Delete"
        or one.get("UpdateReplacePolicy", "Delete") != "Delete"
    }
    # Old versions of the layer and of functions, for rollbacks: they hold nobody's data, no stack waits for them, and
    # those of a function go with it.
    assert kept == {("core", "AWS::Lambda::LayerVersion")} | {
        (stack.name, "AWS::Lambda::Version")
        for stack in house.stacks("dev")
        if stack.resources("AWS::Lambda::Function")
    }
    assert not house.properties("dev", "AWS::Backup::BackupVault")
    (cluster,) = house.properties("dev", "AWS::RDS::DBCluster")
    assert cluster.get("DeletionProtection") is False
    assert len(house.properties("prod", "AWS::Backup::BackupVault")) == 1


@pytest.mark.parametrize("stage", ["dev", "prod"])
def test_a_taken_sign_in_prefix_fails_before_there_is_a_database(house: Assembly, stage: str) -> None:
    data = house.stack(stage, "data")
    ((domain, _),) = data.resources("AWS::Cognito::UserPoolDomain").items()
    ((_, cluster),) = data.resources("AWS::RDS::DBCluster").items()
    assert domain in cluster["DependsOn"]
