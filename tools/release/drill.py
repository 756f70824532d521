"""`make restore-drill STAGE=…`: can the newest snapshot be brought back, and do its books agree?

A backup that was never restored is a hope. In AWS the snapshot becomes a scratch cluster beside the real one, in its
network and under its key, and is asked through the Data API as the login of the jobs. `make restore-rehearsal` does it
here: `pg_basebackup` of the running system becomes a server of its own. Either is deleted in the end.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from local.failures import LocalFailure
from local.postgres import Cluster, ClusterFailed
from tools.release.stages import Clients, clients_of, stage_called

Ask = Callable[[str], Any]
"""Runs a statement of one value as the role `service`, and answers the value."""

PROOF = "select app.reconcile()::text"
REPORT = (
    "select json_build_object('clean', is_clean, 'findings', findings, 'entries', entry_count)::text"
    " from ledger.reconciliations where id = '{id}'"
)
QUESTIONS = {
    "accounts": "select count(*) from auth.users",
    "campaigns": "select count(*) from public.campaigns",
    "newest job": "select max(started_at)::text from public.job_runs",
}
"""What a person looks at; the login of the jobs may read it."""


@dataclass
class Drill:
    """A report: how long each step took in seconds, what was found."""

    of: str
    steps: dict[str, float] = field(default_factory=dict)
    found: dict[str, Any] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Measure a step."""
        begin = time.monotonic()
        yield
        self.steps[name] = time.monotonic() - begin

    @property
    def is_good(self) -> bool:
        """Whether the books of the copy agree."""
        return bool(self.found.get("proof", {}).get("clean"))

    def lines(self) -> list[str]:
        """The report, to be kept (docs/operations.md says where)."""
        took = [f"- {name}: {seconds:.0f} s" for name, seconds in self.steps.items()]
        said = [f"- {name}: {value}" for name, value in self.found.items()]
        verdict = "The books agree." if self.is_good else "THE BOOKS DO NOT AGREE."
        return [
            f"# Restore drill, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
            f"Of {self.of}. {verdict}",
            *took,
            *said,
        ]


def prove(drill: Drill, ask: Ask) -> None:
    """The nightly proof against the copy, and what it holds."""
    with drill.step("proof of the books"):
        report = ask(PROOF)
        drill.found["proof"] = json.loads(ask(REPORT.format(id=report)))
    for name, question in QUESTIONS.items():
        drill.found[name] = ask(question)


def rehearse(data_dir: Path) -> Drill:
    """A base backup of the system that runs in `data_dir`, as a server. Raises `LocalFailure`, `ClusterFailed`."""
    import psycopg

    from local.data_dir import DataDir

    DataDir(data_dir).read_database_url()
    drill = Drill(f"a base backup of {data_dir}")
    with tempfile.TemporaryDirectory(prefix="drill-", ignore_cleanup_errors=True) as folder:
        copy = Cluster(Path(folder) / "postgres", throwaway=True)
        with drill.step("base backup"):
            Cluster(DataDir(data_dir).postgres).back_up_to(copy)
        try:
            with drill.step("start, and replay of the log"):
                copy.start()
            with psycopg.connect(copy.url("jobs_login")) as connection:
                connection.execute("set role service")
                prove(drill, lambda question: _value(connection.execute(question.encode()).fetchone()))
        finally:
            copy.stop("immediate")
    return drill


def _value(row: tuple[Any, ...] | None) -> Any:
    if row is None:
        raise LookupError("The statement answered no row.")
    return row[0]


def main(arguments: list[str] | None = None) -> int:
    """Restore, prove, report; 1 where the books of the copy do not agree or there is none, 2 where none can be."""
    parser = argparse.ArgumentParser(prog="python -m tools.release.drill", description=__doc__)
    parser.add_argument("--stage", default="", help="the stage in AWS")
    parser.add_argument("--data-dir", default="", help="the laptop's running system")
    options = parser.parse_args(arguments)
    try:
        drill = rehearse(Path(options.data_dir).absolute()) if options.data_dir else _in_aws(options.stage)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    except (LocalFailure, ClusterFailed, BotoCoreError, ClientError) as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(drill.lines()))
    return not drill.is_good


def _in_aws(name: str) -> Drill:
    from tools.release.scratch_cluster import restored

    stage = stage_called(name)
    clients: Clients = clients_of(stage)
    drill = Drill(stage.name)
    with restored(clients, stage, drill) as ask:
        prove(drill, ask)
    return drill


if __name__ == "__main__":
    sys.exit(main())
