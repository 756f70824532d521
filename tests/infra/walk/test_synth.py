"""`make synth` fails where a link is missing, and where cfn-lint objects."""

import json
from pathlib import Path
from typing import Any

import pytest

from infra import lint, synth
from infra.walk.house import Template
from tests.infra.walk.changes import Templates, delete

GOOD = {"Resources": {"Queue": {"Type": "AWS::SQS::Queue", "Properties": {"VisibilityTimeout": 60}}}}
BAD = {"Resources": {"Queue": {"Type": "AWS::SQS::Queue", "Properties": {"VisibilityTimeout": -1}}}}


def _written(folder: Path, stacks: dict[str, Any]) -> Path:
    artifacts: dict[str, Any] = {}
    for name, template in stacks.items():
        (folder / f"{name}.json").write_text(json.dumps(template))
        artifacts[f"atomic-influence-prod-{name}"] = {
            "type": "aws:cloudformation:stack", "properties": {"templateFile": f"{name}.json"}
        }  # fmt: skip
    (folder / "manifest.json").write_text(json.dumps({"artifacts": artifacts}))
    return folder


@pytest.mark.parametrize(("broken", "status"), [(False, 0), (True, 1)])
def test_a_missing_link_fails_the_synth(
    prod: dict[str, Template], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str], *, broken: bool, status: int,
) -> None:  # fmt: skip
    templates: Templates = prod
    if broken:
        delete("AWS::Lambda::Permission", "cognito-idp.amazonaws.com")(templates)
    monkeypatch.setattr(synth, "synthesize", lambda _stages: _written(tmp_path, templates))
    assert synth.main(["prod"]) == status
    assert ("PostConfirmation: permission to invoke: " in capsys.readouterr().err) == broken


@pytest.mark.parametrize(("stacks", "stage", "clean"), [
    ({"data": GOOD}, "prod", True), ({"data": GOOD, "core": BAD}, "prod", False), ({"data": GOOD}, "dev", False),
])  # fmt: skip
def test_what_cfn_lint_objects_to_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stacks: dict[str, Any], stage: str, *, clean: bool
) -> None:
    monkeypatch.setenv("CDK_OUTDIR", str(_written(tmp_path, stacks)))
    assert (lint.main([stage]) == 0) == clean
