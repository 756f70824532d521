"""A restore drill that could not be made ends with 1 and a sentence; one that was not asked for with 2."""

from pathlib import Path

import pytest
from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError

from local.postgres import ClusterFailed
from tools.release import drill
from tools.release.scratch_cluster import NothingToRestore

DENIED = ClientError({"Error": {"Code": "AccessDenied", "Message": "not you"}}, "DescribeDBClusterSnapshots")


def test_where_no_system_runs_the_rehearsal_ends_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert drill.main(["--data-dir", str(tmp_path / "none")]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_copy_that_does_not_start_ends_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def rehearse(_data_dir: Path) -> drill.Drill:
        raise ClusterFailed("PostgreSQL did not start.")

    monkeypatch.setattr(drill, "rehearse", rehearse)
    assert drill.main(["--data-dir", str(tmp_path)]) == 1
    assert capsys.readouterr().err == "PostgreSQL did not start.\n"


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (DENIED, 1, "not you"),
        (NoCredentialsError(), 1, "credentials"),
        (NothingToRestore("dev has no snapshot."), 2, "dev has no snapshot."),
    ],
)
def test_what_aws_refuses_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    error: ClientError | BotoCoreError | NothingToRestore, code: int, said: str,
) -> None:  # fmt: skip
    def in_aws(_name: str) -> drill.Drill:
        raise error

    monkeypatch.setattr(drill, "_in_aws", in_aws)
    assert drill.main(["--stage", "dev"]) == code
    assert said in capsys.readouterr().err


def test_no_stage_is_no_drill(capsys: pytest.CaptureFixture[str]) -> None:
    assert drill.main([]) == 2
    assert "Which stage?" in capsys.readouterr().err
