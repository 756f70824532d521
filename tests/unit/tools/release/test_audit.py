"""What pip-audit answers, read to the letter: a package that nobody knew is no package without weakness."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tools.release import audit

# As pip-audit 2.10.1 wrote them: with OSV's answers, and where the index did not know the packages (it ended with 0).
ANSWERED: dict[str, Any] = {
    "dependencies": [
        {"name": "jinja2", "version": "2.4.1", "vulns": [
            {"id": "CVE-2014-1402", "fix_versions": ["2.7.2"], "aliases": ["GHSA-1"], "description": "s"}]},
        {"name": "idna", "version": "3.1", "vulns": []},
    ],
    "fixes": [],
}  # fmt: skip
NOT_ANSWERED: dict[str, Any] = {
    "dependencies": [
        {"name": "idna", "skip_reason": "Dependency not found on PyPI and could not be audited: idna (3.1)"}
    ],
    "fixes": [],
}


def test_a_weak_package_is_named_with_what_mends_it() -> None:
    weak, unknown = audit.judge(ANSWERED, ["jinja2", "idna"])
    assert weak == ["jinja2 2.4.1: CVE-2014-1402, mended in 2.7.2"]
    assert unknown == []


def test_a_package_that_nobody_answered_for_is_named() -> None:
    weak, unknown = audit.judge(NOT_ANSWERED, ["idna", "psycopg"])
    assert weak == []
    assert unknown[0].startswith("idna: Dependency not found")
    assert unknown[1] == "psycopg: was not asked for"


@pytest.mark.parametrize(
    ("said", "ends"),
    [
        (json.dumps(ANSWERED), 1),
        (json.dumps(NOT_ANSWERED), audit.NOT_ASKED),
        ("", audit.NOT_ASKED),
        ('{"dependencies": [{"name": "idna", "version": "3.1", "vulns": []}]}', 0),
    ],
)
def test_it_ends_well_only_where_everybody_was_answered_for(
    said: str, ends: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "pinned_in", lambda _: [])
    monkeypatch.setattr(
        subprocess, "run", lambda *a, **k: subprocess.CompletedProcess(a, 0, said, "no way to osv")
    )
    assert audit.main() == ends


def test_all_that_is_uploaded_is_asked_for() -> None:
    """The builders of the uploads install these sets, and no other."""
    text = (audit.ROOT / "infra" / "bundling.py").read_text(encoding="utf-8")
    assert {f'_install("{name}"' in text for name in audit.SHIPPED} == {True}
    assert text.count("_install(") == len(audit.SHIPPED) + 1
    for name in audit.SHIPPED:
        assert "psycopg" in audit.pinned_in(audit.ROOT / "requirements" / f"{name}.txt")


def test_markers_of_other_systems_are_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text('one==1 \\\n    --hash=sha256:0\ntwo==2 ; sys_platform == "win32" \\\n')
    assert audit.pinned_in(tmp_path / "r.txt") == ["one"]
