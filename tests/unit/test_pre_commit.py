"""The hooks of .pre-commit-config.yaml are the tools of `make check`, and nothing is downloaded for them."""

import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]


def hooks() -> list[dict[str, Any]]:
    repositories = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]
    assert [repository["repo"] for repository in repositories] == ["local"]
    found: list[dict[str, Any]] = repositories[0]["hooks"]
    return found


def tools(commands: str) -> set[str]:
    """Program and sub-command of each line that calls something of the environment."""
    found = re.findall(r"(?:\.venv/bin|\$\(BIN\))/(\S+)(?: ([a-z]+))?", commands)
    return {" ".join(filter(None, words)) for words in found}


def test_they_are_the_tools_of_make_check() -> None:
    recipe = re.search(r"^check:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert recipe is not None
    wanted = tools(recipe[1])
    assert {"ruff format", "ruff check", "mypy", "lint-imports", "sqlfluff lint"} <= wanted
    assert tools("\n".join(hook["entry"] for hook in hooks())) == wanted


def test_nothing_is_downloaded() -> None:
    assert {hook["language"] for hook in hooks()} == {"system"}
    assert not any("additional_dependencies" in hook for hook in hooks())
