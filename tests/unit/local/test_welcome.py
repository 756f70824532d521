"""What `make up` says can be copied as it stands."""

import shlex
from pathlib import Path

import pytest

from local.environment import ROOT
from local.welcome import DEMO_CODE, DEMO_GATE, DEMO_SCREEN, welcome


@pytest.mark.parametrize("command", ["psql", "job"])
@pytest.mark.parametrize(
    ("data_dir", "said"),
    [(ROOT / ".local", []), (Path("/data/my dir"), ["DATA_DIR=/data/my dir"])],
)
def test_a_command_finds_the_system_that_was_started(command: str, data_dir: Path, said: list[str]) -> None:
    text = welcome("http://127.0.0.1:1", data_dir)
    [line] = [line for line in text.splitlines() if f"make {command}" in line]
    words = shlex.split(line[line.index("make") :])
    assert words == ["make", command, *(["JOB=tracking-hours"] if command == "job" else []), *said]


@pytest.mark.parametrize("path", [f"/q/{DEMO_CODE}", f"/q/staff#{DEMO_GATE}", f"/q/staff#{DEMO_SCREEN}"])
def test_what_a_phone_may_open_is_printed_as_an_address(path: str) -> None:
    assert f"http://127.0.0.1:1{path}" in welcome("http://127.0.0.1:1", ROOT / ".local").split()
