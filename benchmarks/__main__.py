"""`make bench` (all) or `make bench ARGS="request rls"`: measures side by side and writes benchmarks/README.md."""

import importlib
import os
import platform
import sys
import tempfile
from pathlib import Path

import psycopg

from benchmarks import report
from database_migrations.runner import deploy
from local.postgres import Cluster
from tests.factories.limits import allow_much

MODULES = (
    "request",
    "cold_start",
    "migrations",
    "rls",
    "transitions",
    "agent_metrics",
    "campaign_list",
    "contact_import",
    "ledger",
    "tracking_redirect",
    "tracking_queue",
    "tracking_aggregation",
    "tracking_growth",
    "matching",
    "creator_directory",
    "creator_profile",
    "marketplace",
    "marketplace_analytics",
    "marketplace_deadlines",
    "marketplace_search",
    "messages_waiting",
    "deal_disputes",
    "fraud_rings",
    "freezes",
    "gig_matches",
    "realtime",
    "messages",
    "commissions",
    "rewards",
    "scans",
    "scan_step",
    "scan_page",
)


def main(names: list[str]) -> None:
    """Run the named benchmarks, each on a fresh database of one cluster."""
    os.environ.update(STAGE="local", LOG_LEVEL="ERROR", SITE_URL="http://127.0.0.1:3000")
    with tempfile.TemporaryDirectory(prefix="atomic-bench-") as folder:
        cluster = Cluster(Path(folder) / "postgres")
        cluster.start()
        try:
            for name in names or MODULES:
                _fresh_database(cluster)
                rows = importlib.import_module(f"benchmarks.{name}").run(cluster)
                report.write(name, rows, f"{platform.machine()}, {os.cpu_count()} cores")
                report.show(name, rows)
        finally:
            cluster.stop("immediate")


def _fresh_database(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url(database="postgres"), autocommit=True) as admin:
        admin.execute("drop database if exists atomic with (force)")
        admin.execute("create database atomic")
    deploy(cluster.url(), cluster.url("app_owner"))
    with psycopg.connect(cluster.url(), autocommit=True) as db:
        allow_much(db)


if __name__ == "__main__":
    main(sys.argv[1:])
