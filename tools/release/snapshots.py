"""`make snapshot` before a deploy that migrates, `make old-snapshots` after one: kept a week, the newest always.

Point-in-time recovery reaches further; a snapshot is the state that somebody can name: before this commit.
"""

import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from infra import bundling
from infra.stages import Stage
from tools.release.stages import Clients, command, stack_template

KEPT = timedelta(days=7)
PURPOSE = {"Key": "purpose", "Value": "before-a-deploy"}
WAITING = {"Delay": 15, "MaxAttempts": 120}
"""Half an hour: the first snapshot of a cluster is a whole one."""


def take(clients: Clients, stage: Stage, *, now: datetime | None = None) -> list[str]:
    """Take one if the next deploy changes the database, and wait until it is there."""
    deployed = _deployed_fingerprint(clients, stage)
    if deployed is None:
        return ["There is no database yet: no snapshot."]
    if deployed == bundling.fingerprint(*bundling.MIGRATIONS):
        return ["The database does not change: no snapshot."]
    database = clients("rds")
    moment = (now or datetime.now(UTC)).strftime("%Y%m%d-%H%M%S")
    name = f"{_begin(stage)}{moment}-{_commit()}"
    database.create_db_cluster_snapshot(
        DBClusterIdentifier=stage.resource_name("database"), DBClusterSnapshotIdentifier=name, Tags=[PURPOSE]
    )
    database.get_waiter("db_cluster_snapshot_available").wait(
        DBClusterSnapshotIdentifier=name, WaiterConfig=WAITING
    )
    return [f"{name} is there."]


def remove_old(clients: Clients, stage: Stage, *, now: datetime | None = None) -> list[str]:
    """Delete those that are older than a week; the newest stays, whatever its age, and no other snapshot is touched."""
    database = clients("rds")
    pages = database.get_paginator("describe_db_cluster_snapshots").paginate(
        DBClusterIdentifier=stage.resource_name("database"), SnapshotType="manual"
    )
    ours = [
        one
        for page in pages
        for one in page["DBClusterSnapshots"]
        if one["DBClusterSnapshotIdentifier"].startswith(_begin(stage)) and PURPOSE in one.get("TagList", ())
        and one["Status"] == "available"
    ]  # fmt: skip
    ours.sort(key=lambda one: one["SnapshotCreateTime"])
    until = (now or datetime.now(UTC)) - KEPT
    old = [one["DBClusterSnapshotIdentifier"] for one in ours[:-1] if one["SnapshotCreateTime"] < until]
    for name in old:
        database.delete_db_cluster_snapshot(DBClusterSnapshotIdentifier=name)
    return [f"{name} is deleted." for name in old] or [
        f"None is older than {KEPT.days} days; {len(ours)} are kept."
    ]


def _deployed_fingerprint(clients: Clients, stage: Stage) -> str | None:
    template = stack_template(clients, stage, "core")
    if template is None:
        return None
    found = (one.get("Properties", {}).get("Fingerprint") for one in template["Resources"].values())
    return next((str(one) for one in found if one), "none")


def _begin(stage: Stage) -> str:
    return stage.resource_name("before-")


def _commit() -> str:
    asked = ["git", "rev-parse", "--short", "HEAD"]
    ran = subprocess.run(asked, cwd=bundling.ROOT, capture_output=True, text=True, check=False)
    return ran.stdout.strip() or "no-commit"


def main(arguments: Sequence[str]) -> int:
    """`take STAGE` or `remove-old STAGE`."""
    what, name = arguments
    return command({"take": take, "remove-old": remove_old}[what], name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
