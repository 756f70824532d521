"""Redocly's and Spectral's recommended rules, over the description of the API (`make check`)."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.node import installed, run

HERE = Path(__file__).parent
REDOCLY = Path("node_modules", "@redocly", "cli", "bin", "cli.js")
SPECTRAL = Path("node_modules", "@stoplight", "spectral-cli", "dist", "index.js")


def complaints_of(document: Path) -> list[str]:
    """What the linters say against a document, warnings and hints too: nothing where it keeps all rules.

    Raises `subprocess.CalledProcessError` where one of them cannot be had or does not work.
    """
    folder = installed(HERE)
    return [*_complaints_of_redocly(folder, document), *_complaints_of_spectral(folder, document)]


def _complaints_of_redocly(folder: Path, document: Path) -> Iterator[str]:
    said = _said(folder, REDOCLY, "lint", document, "--config", HERE / "redocly.yaml", "--format", "json",
                 "--max-problems", "1000")  # fmt: skip
    for problem in said["problems"]:
        place = problem["location"][0].get("pointer", "")
        yield f"redocly {problem['ruleId']}: {problem['message']} {place}"


def _complaints_of_spectral(folder: Path, document: Path) -> Iterator[str]:
    said = _said(folder, SPECTRAL, "lint", document, "--ruleset", HERE / ".spectral.yaml", "--format", "json",
                 "--fail-severity", "hint", "--quiet")  # fmt: skip
    for problem in said:
        yield f"spectral {problem['code']}: {problem['message']} {'/'.join(map(str, problem['path']))}"


def _said(folder: Path, *words: str | Path) -> Any:
    """What a linter says as JSON, whether it complains or not."""
    try:
        said = run(*words, cwd=folder)
    except subprocess.CalledProcessError as failed:
        said = str(failed.output)
    try:
        return json.JSONDecoder().raw_decode(said.lstrip())[0]
    except ValueError:
        raise subprocess.CalledProcessError(1, [*map(str, words)], said) from None
