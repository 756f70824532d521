"""A freshly migrated throwaway database, for what is drawn from the catalog."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from database_migrations.runner import deploy
from local.postgres import Cluster


@contextmanager
def migrated_database() -> Iterator[str]:
    """The superuser's address of a database as this tree makes it; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="atomic-docs-") as folder:
        cluster = Cluster(Path(folder) / "postgres", throwaway=True)
        cluster.start()
        try:
            with psycopg.connect(cluster.url(database="postgres"), autocommit=True) as admin:
                admin.execute("create database atomic")
            deploy(cluster.url(), cluster.url("app_owner"))
            yield cluster.url()
        finally:
            cluster.stop("immediate")
