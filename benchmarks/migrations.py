"""Bringing an empty database to the tree, and one that has it already: seconds."""

import time

import psycopg

from benchmarks.report import Row
from database_migrations import checksums, sources
from database_migrations.folder import database_directory
from database_migrations.runner import deploy
from local.postgres import Cluster


def run(cluster: Cluster) -> list[Row]:
    """A fresh database beside the one of the run: bootstrap, then migrations and sources."""
    with psycopg.connect(cluster.url(database="postgres"), autocommit=True) as admin:
        admin.execute("drop database if exists from_empty with (force)")
        admin.execute("create database from_empty")
    took, again = (_seconds_of_a_deploy(cluster) for _ in range(2))
    tree = database_directory()
    what = f"{len(checksums.of_files(tree))} migrations and {len(sources.read(tree))} sources from empty"
    return [(what, f"{took:.2f} s", f"again: {again:.2f} s", f"{took / again:.1f}×")]


def _seconds_of_a_deploy(cluster: Cluster) -> float:
    begin = time.perf_counter()
    deploy(cluster.url(database="from_empty"), cluster.url("app_owner", "from_empty"))
    return time.perf_counter() - begin
