"""The published OpenAPI document says what the code does now."""

import json

from openapi_spec_validator import validate

from tools.openapi import DOCUMENT, render


def test_the_document_is_current() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == render(), "run: make docs"


def test_the_document_is_valid_openapi() -> None:
    validate(json.loads(render()))


def test_public_doors_ask_for_no_token_and_the_others_do() -> None:
    document = json.loads(render())
    assert document["security"] == [{"bearer": []}]
    assert document["paths"]["/api/v1/auth/sign-in"]["post"]["security"] == []
    assert "security" not in document["paths"]["/api/v1/campaigns"]["get"]
