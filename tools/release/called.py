"""The SQL functions that Python names: what a release calls, the next tree may not take from under it."""

import re
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]
RECORDED = ROOT / "tests" / "releases" / "called.txt"
CODE = (ROOT / "functions", ROOT / "layers/common/python/common")
_CALL = re.compile(r"\b(app|auth|ledger|public|local_identity)\.([a-z_][a-z0-9_]*)\s*\(")


def called(folders: Iterable[Path] = CODE) -> set[str]:
    """`schema.name` of whatever looks like a call of SQL in the Python below these folders."""
    texts = (path.read_text(encoding="utf-8") for folder in folders for path in folder.rglob("*.py"))
    return {f"{schema}.{name}" for text in texts for schema, name in _CALL.findall(text)}


def recorded() -> set[str]:
    """Those of the last release, as `make release-schema` wrote them down."""
    return set(RECORDED.read_text(encoding="utf-8").split())


def record() -> None:
    """Write down what this tree calls."""
    RECORDED.write_text("".join(f"{name}\n" for name in sorted(called())), encoding="utf-8")
