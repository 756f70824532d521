"""What the guides below /docs show can be pasted: every command and every program runs on the running system."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from local.environment import ROOT
from tests.e2e.conftest import RunningSystem
from tests.e2e.typescript_client.workshop import compiled
from tools.node import run
from user_management.documentation.service import GUIDES, guides

PRINTED = "http://127.0.0.1:8000"
TEXTS = {guide.slug: guide.text for guide in guides()} | {
    f"clients/{language}": (ROOT / "clients" / language / "README.md").read_text(encoding="utf-8")
    for language in ("python", "typescript")
}
SAYS = {
    "start": [
        '"confirmed":true', "CAMPAIGN_NOT_READY", "active", "accepted", '"gross_amount":22000', "302",
        '"total_clicks":1',
    ],
    "sandbox": ["card_declined", "connected", "Your sign-in link", '{"status": "'],
    "errors": ['{"message":"Unauthorized"}', '"field":"body.password"'],
    "agents": ["/creators?ref=", '"confirmed":true', '"name":"Cleo Creator"', '"status":"active"'],
    "rewards": ["deal-maker 100 "],
    "activations": ['"verdict": "', '"verdict": "', " points, ["],
    "lists-and-retries": ["Food completed", "Food draft"],
}  # fmt: skip
"""What the commands of a guide print, in this order."""


def blocks(text: str, language: str) -> str:
    """All blocks of a language, as somebody pastes them, one after the other."""
    return "\n".join(re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE))


def written_for(system: RunningSystem, slug: str, language: str) -> str:
    return blocks(TEXTS[slug], language).replace(PRINTED, system.url)


def guides_in(language: str) -> list[str]:
    return [
        slug
        for slug, text in TEXTS.items()
        if blocks(text, language) and (language != "sh" or slug in GUIDES)
    ]


@pytest.mark.parametrize("slug", guides_in("sh"))
def test_the_commands_of_a_guide_run_as_printed(system: RunningSystem, slug: str, tmp_path: Path) -> None:
    finished = subprocess.run(
        [shutil.which("bash") or "sh", "-euo", "pipefail", "-c", written_for(system, slug, "sh")],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert finished.returncode == 0, finished.stdout + finished.stderr
    rest = finished.stdout
    for told in SAYS[slug]:
        assert told in rest, f"{told} is not said, or too early:\n{finished.stdout}"
        rest = rest.partition(told)[2]


@pytest.mark.parametrize("slug", guides_in("python"))
def test_the_python_of_a_guide_runs_as_printed(system: RunningSystem, slug: str, tmp_path: Path) -> None:
    program = written_for(system, slug, "python")
    assert system.url in program
    finished = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120,
        env=os.environ | {"PYTHONPATH": str(ROOT / "clients" / "python")},
    )  # fmt: skip
    assert finished.returncode == 0, finished.stderr
    assert "CAMPAIGN_NOT_READY" in finished.stdout


@pytest.mark.parametrize("slug", guides_in("ts"))
def test_the_typescript_of_a_guide_compiles_and_runs_as_printed(
    system: RunningSystem, slug: str, typescript_workshop: Path
) -> None:
    program = written_for(system, slug, "ts")
    assert system.url in program
    assert "CAMPAIGN_NOT_READY" in run(compiled(typescript_workshop, program), cwd=typescript_workshop)


def test_all_guides_with_commands_are_among_them() -> None:
    assert set(guides_in("sh")) == set(SAYS)
    assert set(guides_in("python") + guides_in("ts")) == {"clients", "clients/python", "clients/typescript"}
