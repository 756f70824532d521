"""Examples of requests and answers: what a running system was sent, and what it answered.

A file for each capability, `<capability>.json`, by operationId:

    {"createCampaign": {
        "request": {"path": {}, "query": {}, "headers": {}, "body": {…}},
        "response": {"status": 201, "media_type": "application/json", "body": {…}}
    }}

What a request has nothing of is left out. A body that is no JSON is a string; an answer without a body has none.
"""

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def show(document: dict[str, Any]) -> None:
    """Put the examples into their operations. Raises `ValueError` for one that its operation does not describe."""
    found = {
        operation["operationId"]: operation
        for methods in document["paths"].values() for operation in methods.values()
    }  # fmt: skip
    for name, example in recorded().items():
        if name not in found:
            raise ValueError(f"an example of {name}, which is no operation")
        show_one(found[name], example)


def show_one(operation: dict[str, Any], example: dict[str, Any]) -> None:
    """Put one example into its operation. Raises `ValueError` for what the operation does not describe."""
    _show_request(operation, example.get("request", {}))
    _show_answer(operation, example["response"])


def recorded() -> dict[str, dict[str, Any]]:
    """Every example, by operationId. Raises `ValueError` where an operation has two."""
    examples: dict[str, dict[str, Any]] = {}
    for file in sorted(HERE.glob("*.json")):
        for name, example in json.loads(file.read_text(encoding="utf-8")).items():
            if examples.setdefault(name, example) is not example:
                raise ValueError(f"two examples of {name}")
    return examples


def _show_request(operation: dict[str, Any], request: dict[str, Any]) -> None:
    described = [parameter for parameter in operation.get("parameters", ()) if "in" in parameter]
    places = {(parameter["in"], parameter["name"]): parameter for parameter in described}
    for place in ("path", "query"):
        for key, value in request.get(place, {}).items():
            if (place, key) not in places:
                raise ValueError(
                    f"the example of {operation['operationId']} sends {place}.{key}, not described"
                )
            places[place, key]["example"] = value
    if "body" in request:
        if "requestBody" not in operation:
            raise ValueError(f"the example of {operation['operationId']} sends a body, not described")
        (content,) = operation["requestBody"]["content"].values()
        content["example"] = request["body"]


def _show_answer(operation: dict[str, Any], response: dict[str, Any]) -> None:
    status, media_type = str(response["status"]), response.get("media_type")
    described = operation["responses"].get(status, {}).get("content", {})
    if status not in operation["responses"] or (media_type and media_type not in described):
        found = f"{status} {media_type}"
        raise ValueError(f"the example of {operation['operationId']} is answered {found}, not described")
    if media_type and "body" in response:
        described[media_type]["example"] = response["body"]
