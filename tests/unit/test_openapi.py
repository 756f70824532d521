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


def test_every_operation_says_what_it_answers_when_nothing_is_refused() -> None:
    """Powertools leaves the result out where a route declares refusals."""
    document = json.loads(render())
    silent = {
        f"{method.upper()} {path}"
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if not any(status.startswith(("2", "3")) for status in operation["responses"])
    }
    assert silent == set()
    (shape,) = document["paths"]["/api/v1/campaigns"]["post"]["responses"]["201"]["content"].values()
    assert shape["schema"] == {"$ref": "#/components/schemas/Campaign"}
