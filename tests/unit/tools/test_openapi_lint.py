"""The linters of `make check` see what they are there for, and let nothing pass without a reason."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from tools.openapi import DOCUMENT
from tools.openapi.lint import HERE, complaints_of

Document = dict[str, Any]
LET_PASS = 7
"""Complaints that Redocly is told to let pass."""


def nameless(document: Document) -> None:
    del document["paths"]["/api/v1/campaigns"]["get"]["operationId"]


def mute(document: Document) -> None:
    del document["paths"]["/api/v1/campaigns"]["get"]["description"]


def homeless(document: Document) -> None:
    document["servers"] = []


def misleading(document: Document) -> None:
    answer = document["paths"]["/api/v1/brands"]["post"]["responses"]["201"]
    answer["content"]["application/json"]["example"] = {"id": 7}


FAULTS: dict[Callable[[Document], None], set[str]] = {
    nameless: {"redocly operation-operationId", "spectral operation-operationId"},
    mute: {"spectral operation-description"},
    homeless: {"redocly no-empty-servers", "spectral oas3-api-servers"},
    misleading: {"redocly no-invalid-media-type-examples", "spectral oas3-valid-media-example"},
}


def test_planted_faults_are_told_and_nothing_else(tmp_path: Path) -> None:
    """In one document, as the linters take their time."""
    document = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    for plant in FAULTS:
        plant(document)
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps(document), encoding="utf-8")
    found = {complaint.partition(":")[0] for complaint in complaints_of(broken)}
    # What is let pass is so in the published document only.
    assert found == {"redocly no-ambiguous-paths"}.union(*FAULTS.values())


def test_what_is_let_pass_has_a_reason() -> None:
    text = (HERE / ".redocly.lint-ignore.yaml").read_text(encoding="utf-8")
    rules = yaml.safe_load(text)
    (by_rule,) = rules.values()
    assert sum(map(len, by_rule.values())) == LET_PASS
    lines = [line.strip() for line in text.splitlines()]
    for rule in by_rule:
        assert lines[lines.index(f"{rule}:") - 1].startswith("# "), f"{rule} is let pass without a reason"


def test_all_recommended_rules_count() -> None:
    assert yaml.safe_load((HERE / "redocly.yaml").read_text(encoding="utf-8")) == {
        "extends": ["recommended"], "telemetry": "off",
        "rules": {"no-invalid-media-type-examples": {"severity": "warn", "allowAdditionalProperties": True}},
    }  # fmt: skip
    assert yaml.safe_load((HERE / ".spectral.yaml").read_text(encoding="utf-8")) == {
        "extends": ["spectral:oas"]
    }
