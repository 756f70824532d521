"""The TypeScript client of `clients/typescript`: its types hold what may be sent, and a program of it runs."""

import json
import subprocess
from pathlib import Path

import pytest

from local.welcome import DEMO_PASSWORD
from tests.e2e.conftest import RunningSystem
from tests.e2e.typescript_client.workshop import compiled
from tools.node import run

STORY = Path(__file__).parent / "typescript_client" / "story.ts"
SAMPLE = "// @ts-expect-error: a campaign needs a name\n"


def test_a_program_of_the_client_compiles_and_runs(system: RunningSystem, typescript_workshop: Path) -> None:
    story = compiled(typescript_workshop, STORY.read_text(encoding="utf-8"))
    assert json.loads(run(story, system.url, DEMO_PASSWORD, cwd=typescript_workshop)) == [
        "defaults", "idempotency", "lists", "files", "edge", "refusals", "tokens", "patience",
    ]  # fmt: skip


def test_what_the_types_forbid_does_not_compile(typescript_workshop: Path) -> None:
    program = STORY.read_text(encoding="utf-8")
    assert SAMPLE in program
    with pytest.raises(subprocess.CalledProcessError) as found:
        compiled(typescript_workshop, program.replace(SAMPLE, ""))
    assert "Property 'name' is missing" in str(found.value.output)
