"""The laptop's database: what a data folder is told that this tree cannot use."""

from pathlib import Path

import pytest

from local.data_dir import DataDir
from local.database import DATABASE, prepare
from local.failures import LocalFailure
from local.postgres import Cluster
from tests.database.runner.trees import place


def test_a_data_folder_from_before_the_squash_is_told_so_in_one_sentence(
    cluster: Cluster, tmp_path: Path
) -> None:
    with place(cluster, DATABASE) as made:
        with made.connect() as db:
            db.execute("create schema schema_migrations")
            db.execute("create table schema_migrations.applied as select '20261121000100'::text as version")
        with pytest.raises(LocalFailure) as told:
            prepare(cluster, DataDir(tmp_path))
    assert str(told.value) == (
        "This database was made before the migrations were squashed (it begins with 20261121000100):"
        " start with a new DATA_DIR, or an empty database."
    )
