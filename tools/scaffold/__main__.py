"""`make capability NAME=...` and `make resource NAME=... CAPABILITY=...`: new rooms that work, with their tests.

A resource is a table with its policies, a route that adds, one that lists and one that reads. What is different about
it comes afterwards, by CONTRIBUTING.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from tools.scaffold.lists import apply, edits_of_capability, edits_of_resource
from tools.scaffold.names import Names, Unfit, capability_name, resource_names
from tools.scaffold.rooms import next_version, write_rooms

ROOT = Path.cwd()
RUFF = [sys.executable, "-m", "ruff"]


def add_capability(root: Path, capability: str, about: str) -> list[Path]:
    """Package, entry point, page of the map, folder of tests; the files. Raises `Unfit`."""
    written = write_rooms(root, "capability", {"capability": capability, "about": about})
    return written + apply(edits_of_capability(root, capability))


def add_resource(root: Path, names: Names) -> list[Path]:
    """Routes, use cases, statements, models, table, tests; the files. Raises `Unfit`."""
    if not (root / f"functions/{names.capability}/api.py").exists():
        raise Unfit(f"There is no capability {names.capability}: make capability NAME={names.capability}")
    context = names.as_context() | {"version": next_version(root / "database/migrations")}
    written = write_rooms(root, "resource", context)
    return written + apply(edits_of_resource(root, names))


def main() -> None:
    """Write the rooms, bring them into the house style, say what was written."""
    arguments = _arguments()
    try:
        written = _write(arguments)
    except Unfit as error:
        sys.exit(str(error))
    files = sorted({str(path.relative_to(ROOT)) for path in written})
    python = [name for name in files if name.endswith(".py")]
    subprocess.run([*RUFF, "check", "--quiet", "--select", "I,RUF022", "--fix", *python], check=True)
    subprocess.run([*RUFF, "format", "--quiet", *python], check=True)
    subprocess.run([sys.executable, "-m", "database_migrations.checksums"], check=True)
    print("\n".join(files))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    kinds = parser.add_subparsers(dest="kind", required=True)
    capability = kinds.add_parser("capability")
    capability.add_argument("name")
    capability.add_argument("--about", default="")
    capability.add_argument("--resource", default="", help="its first resource; its own name without")
    resource = kinds.add_parser("resource")
    resource.add_argument("name")
    resource.add_argument("capability")
    for each in (capability, resource):
        each.add_argument("--one", default="", help="what one of the resource is called")
    return parser.parse_args()


def _write(arguments: argparse.Namespace) -> list[Path]:
    if arguments.kind == "resource":
        return add_resource(ROOT, resource_names(arguments.capability, arguments.name, arguments.one or None))
    name = capability_name(arguments.name)
    names = resource_names(name, arguments.resource or name, arguments.one or None)
    about = arguments.about or f"{name.replace('_', ' ').capitalize()}."
    return add_capability(ROOT, name, about) + add_resource(ROOT, names)


if __name__ == "__main__":
    main()
