"""A small tree, and an empty database that was never brought to it."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.postgres import Cluster
from tests.database.runner.trees import Place, Tree, place, toy

_numbers = itertools.count(1)


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """The small tree."""
    return toy(tmp_path / "tree")


@pytest.fixture
def empty(cluster: Cluster) -> Iterator[Place]:
    """An empty database."""
    with place(cluster, f"place_{next(_numbers)}") as made:
        yield made


@pytest.fixture(scope="session")
def deployed(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a database that the small tree was deployed to, to be copied."""
    with place(cluster, "place_of_the_small_tree") as made:
        made.deploy(toy(tmp_path_factory.mktemp("small") / "tree"))
        yield made.name


@pytest.fixture
def db(cluster: Cluster, deployed: str) -> Iterator[Place]:
    """A database that has the small tree."""
    with place(cluster, f"place_{next(_numbers)}", template=deployed) as made:
        yield made
