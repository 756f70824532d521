"""The tree of the last release is found, or it is said why not; what fails on the new database is told."""

import os
import subprocess
from pathlib import Path

import pytest

from tools.release import before
from tools.release.before import TreeBeforeUnknown, commit_before, expected_differences, judge, tree_before


def git(root: Path, *words: str) -> str:
    who = {
        f"GIT_{role}_{what}": "a@example.com"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    ran = subprocess.run(
        ["git", *words], cwd=root, check=True, capture_output=True, text=True, env=os.environ | who
    )
    return ran.stdout.strip()


def commit(root: Path, text: str, recorded: str = "") -> str:
    (root / "database").mkdir(exist_ok=True)
    (root / "functions/database_migrations").mkdir(parents=True, exist_ok=True)
    (root / "tests/releases").mkdir(parents=True, exist_ok=True)
    (root / "database/one.sql").write_text(text)
    (root / "functions/database_migrations/runner.py").write_text(text)
    (root / "functions/code.py").write_text(text)
    (root / before.RECORDED).write_text(recorded or "0" * 40)
    git(root, "add", "-A")
    git(root, "commit", "-qm", text)
    return git(root, "rev-parse", "HEAD")


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of three commits; the second is written down as the last release."""
    monkeypatch.delenv("BEFORE", raising=False)
    root = tmp_path / "repository"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    commit(root, "first")
    second = commit(root, "second")
    commit(root, "third", recorded=second)
    return root


def test_without_a_tag_it_is_the_one_that_was_written_down(clone: Path) -> None:
    assert commit_before(clone) == git(clone, "rev-parse", "HEAD^")


def test_a_tag_behind_this_commit_wins_and_a_release_asks_for_the_one_before(clone: Path) -> None:
    git(clone, "tag", "v1", "HEAD~2")
    git(clone, "tag", "v2", "HEAD")
    assert commit_before(clone) == git(clone, "rev-parse", "v1")


def test_whoever_asks_may_name_one(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEFORE", "HEAD~2")
    assert commit_before(clone) == git(clone, "rev-parse", "HEAD~2")


def test_a_shallow_clone_says_that_it_is_one_and_skips_nothing(
    clone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{clone}", "shallow")
    with pytest.raises(TreeBeforeUnknown, match=r"shallow.*git fetch --unshallow --tags"):
        commit_before(tmp_path / "shallow")
    monkeypatch.setattr(
        before, "tree_before", lambda **_: tree_before(with_new_database=True, root=tmp_path / "shallow")
    )
    assert before.main([]) == before.CANNOT_TELL
    assert "shallow" in capsys.readouterr().err


def test_a_commit_that_is_nowhere_is_said(clone: Path) -> None:
    (clone / before.RECORDED).write_text("1" * 40)
    with pytest.raises(TreeBeforeUnknown, match="no commit 1111"):
        commit_before(clone)


def test_the_old_tree_has_the_new_database_and_its_own_code(clone: Path) -> None:
    (clone / "database/one.sql").write_text("not committed yet")
    with tree_before(with_new_database=True, root=clone) as old:
        assert (old / "database/one.sql").read_text() == "not committed yet"
        assert (old / "functions/database_migrations/runner.py").read_text() == "third"
        assert (old / "functions/code.py").read_text() == "second"
    with tree_before(with_new_database=False, root=clone) as old:
        assert (old / "database/one.sql").read_text() == "second"
    assert not old.exists()


def test_failures_that_nobody_expected_and_expectations_that_passed_are_told() -> None:
    results = {"a.test_one::x": False, "a.test_two::x": True, "a.test_three::x[1]": False}
    expected = {"a.test_three::x": "a sentence", "a.test_two::x": "a sentence"}
    assert judge(results, expected) == [
        "fails on the new database: a.test_one::x",
        "is expected to fail and does not: a.test_two::x",
    ]
    assert judge({"a": True}, {}) == []


def test_an_expectation_has_a_reason() -> None:
    assert expected_differences("# why\n\na.b::c — the message has another comma\n") == {
        "a.b::c": "the message has another comma"
    }
    with pytest.raises(ValueError, match=r"Without a reason: a\.b::c"):
        expected_differences("a.b::c\n")


def test_a_run_of_no_tests_is_no_success(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(before, "tree_before", lambda **_: tree_before(with_new_database=True, root=clone))
    monkeypatch.setenv("WORKERS", "0")
    assert before.main(["functions"]) != 0
