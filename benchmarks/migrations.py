"""Loading all migrations from empty: seconds."""

import time
from pathlib import Path

import psycopg

from benchmarks.report import Row
from database_migrations.runner import bootstrap, migrate, migrations_directory
from local.postgres import Cluster


def run(cluster: Cluster) -> list[Row]:
    """A fresh database beside the one of the run: bootstrap, then every migration."""
    with psycopg.connect(cluster.url(database="postgres"), autocommit=True) as admin:
        admin.execute("drop database if exists from_empty with (force)")
        admin.execute("create database from_empty")
    begin = time.perf_counter()
    bootstrap(cluster.url(database="from_empty"))
    migrate(cluster.url("app_owner", "from_empty"))
    took = time.perf_counter() - begin
    begin = time.perf_counter()
    migrate(cluster.url("app_owner", "from_empty"))
    again = time.perf_counter() - begin
    files = len([*Path(migrations_directory()).glob("2*.sql")])
    return [
        (f"{files} migrations from empty", f"{took:.2f} s", f"again: {again:.2f} s", f"{took / again:.1f}×")
    ]
