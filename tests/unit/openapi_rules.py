"""What the description owes its readers: each rule finds the operations, parameters and properties that break it."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

Document = dict[str, Any]

VERBS = frozenset({
    "accept", "activate", "add", "announce", "answer", "appeal", "apply", "approve", "ask", "authorize",
    "backfill", "bar", "block", "call", "cancel", "change", "check", "claim", "claw", "close", "complete",
    "confirm", "connect", "count", "create", "decline", "delete", "disconnect", "dismiss", "download",
    "duplicate", "end", "erase", "find", "fund", "give", "hand", "import", "invite", "join", "launch", "leave",
    "lift", "list", "lock", "make", "mark", "move", "mute", "offer", "open", "pause", "propose", "prove", "publish",
    "put",
    "read", "recall", "receive", "reconcile", "record", "redact", "refresh", "refund", "refuse", "reject",
    "release", "remove", "replace", "report", "request", "resend", "reset", "resolve", "resume", "retry",
    "review", "revise", "revoke", "rotate", "save", "send", "set", "show", "sign", "simulate", "start", "submit", "try",
    "unblock", "uphold", "withdraw", "write",
})  # fmt: skip
"""What an operation does: the first word of its operationId and of its summary."""

SHORTEST_DESCRIPTION = 8
LONGEST_SUMMARY = 80


def operations(document: Document) -> Iterator[tuple[str, dict[str, Any]]]:
    """`GET /api/v1/campaigns`, and what is said of it."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def faults_of_names(document: Document) -> Iterator[str]:
    """An operationId is a verb phrase in camel case, and one operation's."""
    counted = Counter(operation.get("operationId") for _, operation in operations(document))
    for where, operation in operations(document):
        name = operation.get("operationId") or ""
        words = re.findall(r"^[a-z]+|[A-Z][a-z0-9]*", name)
        if "".join(words) != name or not words or words[0] not in VERBS:
            yield f"{where}: {name!r} is no verb in camel case"
        if counted[operation.get("operationId")] > 1:
            yield f"{where}: {name!r} is the name of another operation too"


def faults_of_summaries(document: Document) -> Iterator[str]:
    """A summary says in one short imperative what the operation does, and not where it stands."""
    counted = Counter(operation.get("summary") for _, operation in operations(document))
    for where, operation in operations(document):
        summary = operation.get("summary") or ""
        first = re.match(r"[A-Z][a-z]+\b", summary)
        if first is None or first[0].lower() not in VERBS:
            yield f"{where}: {summary!r} does not begin with what it does"
        if "/" in summary or "_" in summary:
            yield f"{where}: {summary!r} repeats a path"
        if len(summary) > LONGEST_SUMMARY or summary.endswith("."):
            yield f"{where}: {summary!r} is no headline"
        if counted[operation.get("summary")] > 1:
            yield f"{where}: {summary!r} is said of another operation too"


def faults_of_descriptions(document: Document) -> Iterator[str]:
    """A description says first whom the operation is for, and is its own."""
    counted = Counter(operation.get("description") for _, operation in operations(document))
    for where, operation in operations(document):
        description = operation.get("description") or ""
        if not description.startswith("For ") or len(description.split()) < SHORTEST_DESCRIPTION:
            yield f"{where}: {description!r} does not say whom it is for, and what comes of it"
        if description.startswith("For everyone") != (operation.get("security") == []):
            yield f"{where}: {description!r} does not know who needs a token"
        if counted[operation.get("description")] > 1:
            yield f"{where}: {description!r} describes another operation too"


def faults_of_parameters(document: Document) -> Iterator[str]:
    """Every parameter is described."""
    for where, operation in operations(document):
        for parameter in operation.get("parameters", ()):
            if "$ref" not in parameter and not parameter.get("description"):
                yield f"{where}: {parameter['in']}.{parameter['name']} is not described"


def faults_of_results(document: Document) -> Iterator[str]:
    """What an operation answers has a media type, where there is something."""
    for where, operation in operations(document):
        for status, response in operation["responses"].items():
            is_empty = status in {"204", "302", "303", "304"} or where.startswith("HEAD ")
            if status < "400" and is_empty == bool(response.get("content")):
                yield f"{where}: {status} is described with {sorted(response.get('content', {}))}"


def faults_of_tags(document: Document) -> Iterator[str]:
    """Every operation has one tag; every tag is described, used, and in one part of the story."""
    used = Counter(tag for _, operation in operations(document) for tag in operation.get("tags", ()))
    described = {tag["name"]: tag.get("description") for tag in document["tags"]}
    grouped = Counter(tag for group in document["x-tagGroups"] for tag in group["tags"])
    yield from (f"{where}: has not one tag" for where, one in operations(document) if len(one["tags"]) != 1)
    yield from (f"the tag {tag!r} is not described" for tag in used if not described.get(tag))
    yield from (f"the tag {tag!r} is nobody's" for tag in described if tag not in used)
    yield from (f"the tag {tag!r} is not in one part" for tag in described if grouped[tag] != 1)


def faults_of_properties(document: Document, clear: frozenset[str]) -> Iterator[str]:
    """Every property is described, or is of a described type, or has a name that says it."""
    schemas = document["components"]["schemas"]
    for name, schema in schemas.items():
        for key, found in schema.get("properties", {}).items():
            if key not in clear and "const" not in found and not _is_described(found, schemas):
                yield f"{name}.{key} is not described"


def _is_described(found: dict[str, Any], schemas: dict[str, Any]) -> bool:
    """By itself, or as one, several or none of a type that is."""
    if found.get("description"):
        return True
    if "$ref" in found:
        return bool(schemas[found["$ref"].rpartition("/")[2]].get("description"))
    if "items" in found:
        return _is_described(found["items"], schemas)
    kinds = [kind for kind in found.get("anyOf", ()) if kind != {"type": "null"}]
    return bool(kinds) and all(_is_described(kind, schemas) for kind in kinds)
