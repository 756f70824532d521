"""`python -m infra.emptying dev` empties the buckets of a stage that may be thrown away, which CloudFormation does not.

S3 deletes no bucket that has something in it, and access logs fill some by themselves. A stage whose data is kept is
refused, whatever is asked.
"""

import sys
from typing import Any

import boto3

from infra.stages import Stage, stages_called


class DataIsKept(ValueError):
    """The stage keeps its data."""


def empty(stage: Stage, session: boto3.Session) -> dict[str, int]:
    """Delete every version of every object of the stage's buckets: bucket → how many there were.

    The logs stop first. A line that was under way may come later; then this is run again. Raises `DataIsKept`.
    """
    if stage.keep_data:
        raise DataIsKept(f"{stage.name} keeps its data: nothing was deleted.")
    names = list(_buckets(stage, session))
    files = session.client("s3")
    for name in names:
        files.put_bucket_logging(Bucket=name, BucketLoggingStatus={})
    return {name: _empty(files, name) for name in names}


def _buckets(stage: Stage, session: boto3.Session) -> list[str]:
    stacks = session.client("cloudformation")
    pages = stacks.get_paginator("list_stack_resources").paginate(StackName=stage.resource_name("data"))
    return [
        one["PhysicalResourceId"]
        for page in pages
        for one in page["StackResourceSummaries"]
        if one["ResourceType"] == "AWS::S3::Bucket" and one["ResourceStatus"] != "DELETE_COMPLETE"
    ]


def _empty(files: Any, bucket: str) -> int:
    deleted = 0
    for page in files.get_paginator("list_object_versions").paginate(Bucket=bucket):
        found = [*page.get("Versions", ()), *page.get("DeleteMarkers", ())]
        objects = [{"Key": one["Key"], "VersionId": one["VersionId"]} for one in found]
        if objects:
            answer = files.delete_objects(Bucket=bucket, Delete={"Objects": objects, "Quiet": True})
            if errors := answer.get("Errors"):
                raise RuntimeError(f"{bucket}: {errors[0]['Key']} was not deleted: {errors[0]['Code']}")
        deleted += len(objects)
    return deleted


def main(arguments: list[str]) -> int:
    """Empty the buckets of the stage that is named, and say what to do next."""
    (stage,) = stages_called(arguments[0])
    try:
        emptied = empty(stage, boto3.Session(region_name=stage.region))
    except DataIsKept as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    for bucket, number in emptied.items():
        sys.stdout.write(f"{bucket}: {number} versions deleted\n")
    sys.stdout.write(f"Now: npx aws-cdk@2.1148.1 destroy --all -c stage={stage.name}\n")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != len(("program", "stage")):
        sys.exit("Say which stage: make empty STAGE=dev")
    sys.exit(main(sys.argv[1:]))
