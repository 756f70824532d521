"""The restore drill on this machine: a base backup of a running system stands by itself, and its books agree."""

import psycopg
import pytest

from local.data_dir import DataDir
from local.failures import LocalFailure
from tests.e2e.system import RunningSystem
from tools.release import drill


def test_a_copy_of_the_running_system_stands_and_its_books_agree(
    system: RunningSystem, capsys: pytest.CaptureFixture[str]
) -> None:
    assert drill.main(["--data-dir", str(system.data_dir.path)]) == 0
    said = capsys.readouterr().out
    assert "The books agree." in said
    with psycopg.connect(system.database_url) as db:
        row = db.execute("select count(*) from auth.users").fetchone()
        assert row is not None
        assert f"- accounts: {row[0]}" in said
        reports = db.execute("select count(*) from ledger.reconciliations").fetchone()
    assert drill.main(["--data-dir", str(system.data_dir.path)]) == 0
    with psycopg.connect(system.database_url) as db:
        # The proof wrote its report into the copy.
        assert db.execute("select count(*) from ledger.reconciliations").fetchone() == reports


def test_books_that_do_not_agree_fail_the_drill(
    system: RunningSystem, capsys: pytest.CaptureFixture[str]
) -> None:
    which = "(select max(id::text)::uuid from ledger.accounts)"
    forged = f"update ledger.accounts set balance = balance %s 1 where id = {which}"
    with psycopg.connect(system.database_url, autocommit=True) as db:
        db.execute("set session_replication_role = replica")
        db.execute((forged % "+").encode())
        try:
            assert drill.main(["--data-dir", str(system.data_dir.path)]) == 1
        finally:
            db.execute((forged % "-").encode())
    assert "THE BOOKS DO NOT AGREE" in capsys.readouterr().out


def test_where_nothing_ever_ran_there_is_nothing_to_rehearse(tmp_path: object) -> None:
    with pytest.raises(LocalFailure):
        drill.rehearse(DataDir(tmp_path / "none").path)  # type: ignore[operator]
