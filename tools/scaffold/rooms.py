"""Files from templates: a template's path and its text are both filled, and nothing that exists is written over."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import jinja2

from tools.scaffold.names import Unfit

TEMPLATES = Path(__file__).parent / "templates"
VERSION = "%Y%m%d%H%M%S"


def write_rooms(root: Path, kind: str, context: Mapping[str, str]) -> list[Path]:
    """Fill the templates of `kind` into `root`; what was written. Raises `Unfit` where a file is in the way."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES / kind),
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - Python and SQL, made of names that were checked
    )
    files = {
        root / environment.from_string(name.removesuffix(".j2")).render(context): environment.get_template(
            name
        )
        for name in environment.list_templates()
    }
    if taken := [str(path.relative_to(root)) for path in files if path.exists()]:
        raise Unfit(f"There is {', '.join(taken)} already.")
    for path, template in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(template.render(context), encoding="utf-8")
    return list(files)


def next_version(migrations: Path) -> str:
    """The version of a new migration: now, or a hundred after the newest, which need be no time, whichever is later."""
    newest = max(int(path.name[:14]) for path in migrations.glob("[0-9]*.sql"))
    return str(max(newest + 100, int(datetime.now(UTC).strftime(VERSION))))
