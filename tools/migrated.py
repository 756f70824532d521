"""A freshly migrated throwaway database, for documents that are drawn from the catalog."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from database_migrations.runner import deploy
from local.postgres import Cluster


@contextmanager
def migrated_database() -> Iterator[psycopg.Connection[Any]]:
    """A connection of the superuser to a database that holds everything but rows; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="atomic-docs-") as folder:
        cluster = Cluster(Path(folder) / "postgres", throwaway=True)
        cluster.start()
        try:
            with psycopg.connect(cluster.url(database="postgres"), autocommit=True) as admin:
                admin.execute("create database atomic")
            deploy(cluster.url(), cluster.url("app_owner"))
            with psycopg.connect(cluster.url()) as db:
                yield db
        finally:
            cluster.stop("immediate")
