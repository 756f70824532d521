"""What a synth wrote, by its manifest: templates of earlier synths lie in the same folder."""

import json
from collections.abc import Iterator
from pathlib import Path

from infra.stages import Stage


def templates(assembly: Path, stage: Stage) -> Iterator[tuple[str, Path]]:
    """Each stack of the stage, as it is called behind the stage, and its template, in the order of their deploy.

    Raises `OSError` where nothing was written.
    """
    begin = stage.resource_name("")
    for name, artifact in json.loads((assembly / "manifest.json").read_text())["artifacts"].items():
        if artifact["type"] == "aws:cloudformation:stack" and name.startswith(begin):
            yield name.removeprefix(begin), assembly / artifact["properties"]["templateFile"]
