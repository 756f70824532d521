"""Builds what is uploaded, without Docker: our packages, the common layer, the SQL and what applies it.

Each builder takes the folder to fill. Byte code is compiled beside the source where a Python of the runtime's
version is at hand: without it a cold start compiles every import anew, three times slower (6-facts.md).
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON_VERSION = "3.13"
PLATFORM = "aarch64-manylinux_2_28"
LAYER = ("requirements/layer.txt", "layers/common/python/common")
"""What the common layer is made of: whatever changes in it makes a new version of every function."""
MIGRATIONS = ("requirements/migrations.txt", "database", "functions/database_migrations")
"""What the migrations Lambda is made of: whatever changes in it has to reach the database."""
_NOISE = shutil.ignore_patterns("__pycache__", "*.pyc", ".mypy_cache")


def build_package(capability: str, target: Path) -> None:
    """One capability's package. Raises `FileNotFoundError` where the map names a folder that is not there."""
    shutil.copytree(ROOT / "functions" / capability, target / capability, ignore=_NOISE)
    _compile(target, mounted_at="/var/task")


def build_layer(target: Path, platform: str = PLATFORM) -> None:
    """The common layer: every runtime dependency for the Lambda's platform, and `common` itself.

    Another `platform`, as uv names it, is for who runs the upload on this machine, to measure it.
    """
    packages = target / "python"
    _install("layer", packages, platform)
    shutil.copytree(ROOT / "layers/common/python/common", packages / "common", ignore=_NOISE)
    _compile(packages, mounted_at="/opt/python")


def build_migrations(target: Path) -> None:
    """The migrations Lambda: its package, the SQL files, dbmate, psycopg and sqlparse; it does without the layer."""
    _install("migrations", target)
    build_package("database_migrations", target)
    shutil.copytree(ROOT / "database", target / "database", ignore=_NOISE)


def fingerprint(*paths: str) -> str:
    """A hash over the names and contents of files and folders, relative to the repository.

    Raises `FileNotFoundError` for a path that is not there: its changes would never be seen.
    """
    digest = hashlib.sha256(f"{PYTHON_VERSION} {PLATFORM} {runtime_python() is not None} {paths}".encode())
    for path in _files(paths):
        content = path.read_bytes()
        digest.update(f"\n{path.relative_to(ROOT)} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def runtime_python() -> str | None:
    """A Python of the runtime's minor version, or None. uv knows where they hide; pyenv's shims may lie."""
    candidates = [str(path) for path in sorted(_pyenv_versions().glob(f"{PYTHON_VERSION}*/bin/python"))]
    if on_path := shutil.which(f"python{PYTHON_VERSION}"):
        candidates.insert(0, on_path)
    return next((candidate for candidate in candidates if _is_runtime_version(candidate)), None)


def _files(paths: Iterable[str]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        top = ROOT / path
        if not top.exists():
            raise FileNotFoundError(f"There is no {path} to take a fingerprint of.")
        found += [top] if top.is_file() else (entry for entry in top.rglob("*") if entry.is_file())
    return sorted(entry for entry in found if "__pycache__" not in entry.parts)


def _install(requirements: str, target: Path, platform: str = PLATFORM) -> None:
    uv = shutil.which("uv", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    if uv is None:
        raise FileNotFoundError("uv is missing: install requirements/uv.txt.")
    _run(uv, "pip", "install", "--quiet", "--target", str(target), "--python-platform", platform,
         "--python-version", PYTHON_VERSION, "--only-binary", ":all:", "--require-hashes",
         "--requirements", str(ROOT / "requirements" / f"{requirements}.txt"))  # fmt: skip


def _compile(folder: Path, *, mounted_at: str) -> None:
    """Compile to `unchecked-hash` byte code: zipping changes time stamps, and Lambda must not look at them."""
    python = runtime_python()
    if python is None:
        note = f"No Python {PYTHON_VERSION} found: the upload has no byte code, cold starts will be slower.\n"
        sys.stderr.write(note)
        return
    _run(python, "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash",
         "-s", str(folder), "-p", mounted_at, str(folder))  # fmt: skip


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=sys.stderr)  # noqa: S603 - our own tools, our own arguments


def _pyenv_versions() -> Path:
    return Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"


def _is_runtime_version(python: str) -> bool:
    question = "import sys; print('%d.%d' % sys.version_info[:2])"
    answer = subprocess.run([python, "-c", question], capture_output=True, text=True, check=False)  # noqa: S603
    return answer.returncode == 0 and answer.stdout.strip() == PYTHON_VERSION
