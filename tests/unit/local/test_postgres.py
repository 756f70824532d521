"""The embedded server: what pg_ctl's answers mean."""

import tempfile
from pathlib import Path

import pytest

from local.postgres import LONGEST_SOCKET_PATH, SOCKET_FILE, Cluster, ClusterFailed


def test_a_folder_without_a_server_does_not_run(tmp_path: Path) -> None:
    assert Cluster(tmp_path / "never made").is_running() is False


def test_what_pg_ctl_cannot_tell_is_raised_in_its_words(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path / "data")
    cluster.data_dir.mkdir()
    (cluster.data_dir / "PG_VERSION").write_text("18\n")
    (cluster.data_dir / "postmaster.pid").write_text("no number\n")
    with pytest.raises(ClusterFailed, match=r"pg_ctl status failed: .*PID file"):
        cluster.start()  # which lets the server's user into the folder first
    with pytest.raises(ClusterFailed, match="PID file"):
        cluster.stop()


@pytest.mark.parametrize("temporary", ["/var/tmp", f"/var/{'x' * 90}"])
def test_a_socket_has_a_path_that_fits_however_long_those_of_data_and_temporary_files_are(
    temporary: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", temporary)
    near, far = Cluster(Path("/data/postgres")), Cluster(Path("/") / ("y" * 100) / "postgres")
    assert near.socket_dir == near.data_dir
    assert len(str(far.socket_dir / SOCKET_FILE)) <= LONGEST_SOCKET_PATH
    assert far.socket_dir != Cluster(Path("/") / ("z" * 100) / "postgres").socket_dir
