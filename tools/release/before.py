"""The tree of the last release, beside this one: `make old-code` runs its tests on this tree's database.

A canary has old and new code on the new database at once, and a roll-back has old code there for longer. The tree is
that of the last tag `v…`, else the one that `make release-schema` wrote down in `tests/releases/tree`.
"""

import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

from tools.story.system import code_of

ROOT = Path(__file__).parents[2]
RECORDED = "tests/releases/tree"
EXPECTED = ROOT / "tests" / "releases" / "differences.txt"
OF_THE_DATABASE = ("database", "functions/database_migrations")
"""What a deploy brings to the database before any code changes."""
TESTS = ("tests/integration",)
CANNOT_TELL = 2


class TreeBeforeUnknown(RuntimeError):
    """The tree of the last release cannot be found in this clone; the message says what to do."""


def commit_before(root: Path = ROOT) -> str:
    """The commit of the last release: `BEFORE` of the environment, the last tag behind HEAD, or the one written down.

    Raises `TreeBeforeUnknown`, also for a shallow clone that does not reach it.
    """
    name = os.environ.get("BEFORE") or _last_tag(root) or (root / RECORDED).read_text().split()[0]
    found = _git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    if found is not None:
        return found
    if _git(root, "rev-parse", "--is-shallow-repository") == "true":
        raise TreeBeforeUnknown(
            f"This clone is shallow and does not reach {name}, the last release: `git fetch --unshallow --tags`."
        )
    raise TreeBeforeUnknown(f"There is no commit {name} here, which should be the last release.")


@contextmanager
def tree_before(*, with_new_database: bool, root: Path = ROOT) -> Iterator[Path]:
    """A folder with the tree of the last release, and the database of this one in place of its own if wanted."""
    commit = commit_before(root)
    packed = subprocess.run(["git", "archive", commit], cwd=root, check=True, capture_output=True).stdout
    with tempfile.TemporaryDirectory(prefix="atomic-before-") as folder:
        before = Path(folder)
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(before, filter="data")
        if with_new_database:
            for part in OF_THE_DATABASE:
                shutil.rmtree(before / part)
                shutil.copytree(root / part, before / part)
        yield before


def expected_differences(text: str) -> dict[str, str]:
    """Beginning of a test's id → why its failure harms nobody: `id — reason`, a line each. Raises `ValueError`."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    pairs = [line.partition(" — ") for line in lines]
    if bad := [test for test, _, reason in pairs if not reason.strip()]:
        raise ValueError(f"Without a reason: {', '.join(bad)}")
    return {test: reason for test, _, reason in pairs}


def judge(results: dict[str, bool], expected: dict[str, str]) -> list[str]:
    """What is wrong with the results (test → passed): failures that nobody expected, expectations that passed."""
    failed = [test for test, passed in results.items() if not passed]
    surprises = [test for test in failed if not any(test.startswith(one) for one in expected)]
    idle = [one for one in expected if not any(test.startswith(one) for test in failed)]
    return [f"fails on the new database: {test}" for test in surprises] + [
        f"is expected to fail and does not: {one}" for one in idle
    ]


def results_of(report: Path) -> dict[str, bool]:
    """Test → passed, of a report in JUnit's format."""
    cases = ElementTree.parse(report).getroot().iter("testcase")  # noqa: S314 - pytest wrote it
    return {
        f"{case.get('classname')}::{case.get('name')}": case.find("failure") is None
        and case.find("error") is None
        for case in cases
    }


def main(arguments: Sequence[str]) -> int:
    """Run the tests (or those that are named) and say what old code could not live with; 2 where it cannot be told."""
    try:
        with tree_before(with_new_database=True) as before:
            report = before / "report.xml"
            subprocess.run(
                [sys.executable, "-m", "pytest", "-n", os.environ.get("WORKERS", "auto"), "-q", "--durations=0",
                 "--tb=short", f"--junitxml={report}", *(arguments or TESTS)],
                cwd=before, env=os.environ | code_of(before), check=False,
            )  # fmt: skip
            if not report.exists():
                print("The tests of the last release did not run.", file=sys.stderr)
                return CANNOT_TELL
            results = results_of(report)
    except TreeBeforeUnknown as unknown:
        print(unknown, file=sys.stderr)
        return CANNOT_TELL
    expected = {} if arguments else expected_differences(EXPECTED.read_text(encoding="utf-8"))
    wrong = judge(results, expected)
    print(
        "\n".join(wrong)
        or f"{len(results)} tests of the last release on this tree's database, {len(expected)} expected to fail"
    )
    return bool(wrong) or not results


def _last_tag(root: Path) -> str | None:
    """The newest release behind HEAD: a commit that is a release itself asks for the one before."""
    return _git(root, "describe", "--tags", "--abbrev=0", "--match", "v[0-9]*", "HEAD^")


def _git(root: Path, *words: str) -> str | None:
    ran = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=False)
    return ran.stdout.strip() if ran.returncode == 0 else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
