"""The TypeScript client of `clients/typescript`: its types hold what may be sent, and a program of it runs."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from local.welcome import DEMO_PASSWORD
from tests.e2e.conftest import RunningSystem
from tools.clients.typescript import HOME
from tools.node import installed, run

STORY = Path(__file__).parent / "typescript_client" / "story.ts"
TSC = Path("node_modules") / "typescript" / "bin" / "tsc"
SAMPLE = "// @ts-expect-error: a campaign needs a name\n"


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the client, built, and its compiler; programs that stand in it may import the client."""
    folder = tmp_path_factory.mktemp("typescript")
    modules = installed(HOME) / "node_modules"
    (folder / "node_modules").mkdir()
    for package in modules.iterdir():
        (folder / "node_modules" / package.name).symlink_to(package)
    package = folder / "node_modules" / "atomic-influence"
    shutil.copytree(HOME, package)
    run(modules.parent / TSC, "--project", package, "--typeRoots", modules / "@types", cwd=folder)
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    return folder


def compiled(workshop: Path, program: str) -> Path:
    """The program, compiled. Raises `subprocess.CalledProcessError` where a type does not hold."""
    (workshop / "story.ts").write_text(program, encoding="utf-8")
    run(
        workshop / TSC, "--strict", "--noUncheckedIndexedAccess", "--skipLibCheck", "--target", "ES2022", "--lib",
        "ESNext,DOM,DOM.Iterable", "--module", "NodeNext", "--types", "node", "story.ts", cwd=workshop,
    )  # fmt: skip
    return workshop / "story.js"


def test_a_program_of_the_client_compiles_and_runs(system: RunningSystem, workshop: Path) -> None:
    story = compiled(workshop, STORY.read_text(encoding="utf-8"))
    assert json.loads(run(story, system.url, DEMO_PASSWORD, cwd=workshop)) == [
        "defaults", "idempotency", "lists", "files", "edge", "refusals", "tokens", "patience",
    ]  # fmt: skip


def test_what_the_types_forbid_does_not_compile(workshop: Path) -> None:
    program = STORY.read_text(encoding="utf-8")
    assert SAMPLE in program
    with pytest.raises(subprocess.CalledProcessError) as found:
        compiled(workshop, program.replace(SAMPLE, ""))
    assert "Property 'name' is missing" in str(found.value.output)
