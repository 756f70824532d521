"""Where the generated files stand, in the one form that they are compared in."""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / "clients" / "python" / "atomic_influence"
TYPESCRIPT = ROOT / "clients" / "typescript" / "src" / "generated"
RUFF = Path(sys.executable).parent / "ruff"


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Put the files below `folder`, in place of those that were generated there before."""
    for name in {path.partition("/")[0] for path in files if "/" in path}:
        shutil.rmtree(folder / name, ignore_errors=True)
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def formatted(files: Mapping[str, str]) -> dict[str, str]:
    """Python as the house writes it: without imports that nothing uses, in their order, in its layout."""
    return {path: _formatted(PYTHON / path, text) for path, text in files.items()}


def _formatted(path: Path, text: str) -> str:
    fixed = _ruff("check", "--quiet", "--fix-only", "--select", "F401,I,RUF022", path=path, text=text)
    return _ruff("format", "--quiet", path=path, text=fixed)


def _ruff(*arguments: str, path: Path, text: str) -> str:
    command = [str(RUFF), *arguments, "--stdin-filename", str(path), "-"]
    finished = subprocess.run(command, input=text, capture_output=True, text=True, check=True, cwd=ROOT)
    return finished.stdout
