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


@pytest.fixture
def db(empty: Place, tree: Tree) -> Place:
    """A database that the small tree was deployed to."""
    empty.deploy(tree)
    return empty
