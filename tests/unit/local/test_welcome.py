"""What `make up` says can be copied as it stands."""

import shlex
from pathlib import Path

import pytest

from local.environment import ROOT
from local.welcome import welcome


@pytest.mark.parametrize(
    ("data_dir", "said"),
    [(ROOT / ".local", ["make", "psql"]), (Path("/data/my dir"), ["make", "psql", "DATA_DIR=/data/my dir"])],
)
def test_the_command_for_sql_finds_the_system_that_was_started(data_dir: Path, said: list[str]) -> None:
    [line] = [line for line in welcome("http://127.0.0.1:1", data_dir).splitlines() if "make psql" in line]
    assert shlex.split(line.partition("make psql")[1] + line.partition("make psql")[2]) == said
