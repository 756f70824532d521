"""The TypeScript client, by @hey-api/openapi-ts: a function for each operation, and its types."""

import json
import tempfile
from pathlib import Path
from typing import Any

from tools.clients.files import ROOT
from tools.clients.schemas import described, operations, without_limits
from tools.node import installed, run

HOME = ROOT / "clients" / "typescript"
CONFIG = "openapi-ts.config.mjs"
GENERATOR = Path("node_modules") / "@hey-api" / "openapi-ts" / "bin" / "run.js"
REFUSALS = ("ErrorBody", "GatewayError")


def render() -> dict[str, str]:
    """The generated files, by their path below `src/generated`."""
    folder = installed(HOME)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        source, target = Path(place) / "description.json", Path(place) / "generated"
        source.write_text(json.dumps(_described()), encoding="utf-8")
        config = Path(place) / CONFIG
        config.write_text((HOME / CONFIG).read_text(encoding="utf-8"), encoding="utf-8")
        run(
            folder / GENERATOR, "--file", config, "--no-log-file", cwd=folder,
            DESCRIPTION=str(source), GENERATED=str(target),
        )  # fmt: skip
        files = sorted(path for path in target.rglob("*.ts"))
        return {path.relative_to(target).as_posix(): path.read_text(encoding="utf-8") for path in files}


def _described() -> dict[str, Any]:
    """Types without limits; every operation refuses in the same two shapes."""
    document: dict[str, Any] = described()
    shapes = [{"$ref": f"#/components/schemas/{name}"} for name in REFUSALS]
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/ApiRefusal"}}}
    for _, operation in operations(document):
        operation["responses"]["4XX"] = {"description": "Refused", "content": content}
        operation["responses"]["5XX"] = {"description": "Failed", "content": content}
    schemas = document["components"]["schemas"]
    document["components"]["schemas"] = without_limits(schemas) | {"ApiRefusal": {"anyOf": shapes}}
    return document
