"""A folder in which programs of the TypeScript client are compiled."""

import shutil
from pathlib import Path

from tools.clients.typescript import HOME
from tools.node import installed, run

TSC = Path("node_modules") / "typescript" / "bin" / "tsc"


def furnish(folder: Path) -> Path:
    """The folder, with the client, built, and its compiler: programs in it may import the client."""
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
    (workshop / "program.ts").write_text(program, encoding="utf-8")
    run(
        workshop / TSC, "--strict", "--noUncheckedIndexedAccess", "--skipLibCheck", "--target", "ES2022", "--lib",
        "ESNext,DOM,DOM.Iterable", "--module", "NodeNext", "--types", "node", "program.ts", cwd=workshop,
    )  # fmt: skip
    return workshop / "program.js"
