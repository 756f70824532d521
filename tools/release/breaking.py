"""What a client of the last release would stumble over: the description of then beside that of today.

The rules are those that we promise (documentation/guides/changes.md). What was `deprecated` at the last release may go.
"""

import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

ROOT = Path(__file__).parents[2]
OURS = ROOT / "layers/common/python/common/openapi.json"
OF_THE_RELEASE = ROOT / "tests" / "releases" / "openapi.json.gz"
ANNOUNCED = ROOT / "tests" / "releases" / "breaking.txt"
METHODS = ("get", "put", "post", "patch", "delete", "head")
LOWERED = ("maximum", "maxLength", "maxItems", "exclusiveMaximum")
RAISED = ("minimum", "minLength", "minItems", "exclusiveMinimum")

Document = dict[str, Any]
Way = Literal["sent", "answered"]


@dataclass(frozen=True)
class _Side:
    """A description, and what its references mean."""

    document: Document

    def resolved(self, part: Document) -> Document:
        """What stands behind a reference."""
        while "$ref" in part:
            _, *names = part["$ref"].split("/")
            part = self.document
            for name in names:
                part = part[name]
        return part

    def parameters(self, operation: Document) -> dict[tuple[str, str], Document]:
        """Place and name → parameter."""
        found = map(self.resolved, operation.get("parameters", ()))
        return {(one["in"], one["name"]): one for one in found}

    def kinds(self, schema: Document) -> dict[str, Document]:
        """The ways in which a value may be: its type or shape → the schema of that."""
        schema = self.resolved(schema)
        found: dict[str, Document] = {}
        for one in schema.get("anyOf") or schema.get("oneOf") or [schema]:
            inner = self.resolved(one)
            if inner is not schema and ("anyOf" in inner or "oneOf" in inner):
                found |= self.kinds(inner)
            else:
                types = inner.get("type", "anything")
                for kind in types if isinstance(types, list) else [types]:
                    name = f"{kind} {inner['title']}" if kind == "object" and "title" in inner else str(kind)
                    found[name] = inner
        return found


def breaking(before: Document, now: Document) -> Iterator[str]:
    """Each thing that can break a client, as a sentence that begins with the operation."""
    old, new = _Side(before), _Side(now)
    for path, methods in before["paths"].items():
        for method in METHODS:
            if method not in methods or methods[method].get("deprecated"):
                continue
            name = methods[method].get("operationId", f"{method.upper()} {path}")
            today = now["paths"].get(path, {}).get(method)
            if today is None:
                yield f"{name}: {method.upper()} {path} is gone"
                continue
            for said in _of_operation(old, new, methods[method], today):
                yield f"{name}: {said}"


def _of_operation(old: _Side, new: _Side, was: Document, is_: Document) -> Iterator[str]:
    if was.get("operationId") != is_.get("operationId"):
        yield f"is called {is_.get('operationId')} now"
    yield from _of_parameters(old, new, was, is_)
    before, today = (_json(one.get("requestBody", {})) for one in (was, is_))
    if is_.get("requestBody", {}).get("required") and not was.get("requestBody", {}).get("required"):
        yield "a body is required"
    if before is not None and today is not None:
        yield from _Comparison(old, new, "sent").of(before, today, "body")
    yield from _of_answers(old, new, was["responses"], is_["responses"])


def _of_answers(old: _Side, new: _Side, was: Document, is_: Document) -> Iterator[str]:
    for status, answer in was.items():
        if not status.startswith("2"):
            continue
        if status not in is_:
            yield f"{status} is no answer any more"
            continue
        before, today = _json(answer), _json(is_[status])
        if before is not None and today is None:
            yield f"{status} is no JSON any more"
        elif before is not None and today is not None:
            yield from _Comparison(old, new, "answered").of(before, today, status)


def _of_parameters(old: _Side, new: _Side, was: Document, is_: Document) -> Iterator[str]:
    before, today = old.parameters(was), new.parameters(is_)
    for key, one in before.items():
        if key not in today:
            yield f"takes no {key[1]} any more"
        else:
            yield from _Comparison(old, new, "sent").of(one["schema"], today[key]["schema"], key[1])
    for key, one in today.items():
        if one.get("required") and not before.get(key, {}).get("required"):
            yield f"{key[1]} is required"


class _Comparison:
    """Two schemas of one place, on the way in or out. A model that holds itself is looked at once."""

    def __init__(self, old: _Side, new: _Side, way: Way) -> None:
        self._old, self._new, self._way = old, new, way
        self._seen: set[tuple[str, str]] = set()

    def of(self, was: Document, is_: Document, place: str) -> Iterator[str]:
        """What breaks at `place`."""
        pair = (json.dumps(was, sort_keys=True), json.dumps(is_, sort_keys=True))
        if pair in self._seen:
            return
        self._seen.add(pair)
        before, today = self._old.kinds(was), self._new.kinds(is_)
        if len(before) == len(today) == 1:
            yield from self._of_kind(*before.popitem(), *today.popitem(), place)
            return
        needed, offered = (before, today) if self._way == "sent" else (today, before)
        for kind in needed.keys() - offered.keys():
            yield f"{place} {'takes no' if self._way == 'sent' else 'may be'} {kind}"
        for kind in before.keys() & today.keys():
            yield from self._of_kind(kind, before[kind], kind, today[kind], place)

    def _of_kind(self, kind: str, was: Document, kind_now: str, is_: Document, place: str) -> Iterator[str]:
        if kind.partition(" ")[0] != kind_now.partition(" ")[0]:
            widened = self._way == "sent" and (kind, kind_now) in (("integer", "number"), (kind, "anything"))
            if not widened:
                yield f"{place} is {kind_now.partition(' ')[0]} and was {kind.partition(' ')[0]}"
            return
        yield from self._of_values(was, is_, place)
        yield from self._of_properties(was, is_, place)
        for part in ("items", "additionalProperties"):
            if isinstance(was.get(part), dict) and isinstance(is_.get(part), dict):
                yield from self.of(was[part], is_[part], f"{place}[]")

    def _of_values(self, was: Document, is_: Document, place: str) -> Iterator[str]:
        before, today = _values(was), _values(is_)
        if self._way == "answered":
            if today is None and before is not None:
                yield f"{place} may be anything, and was one of {len(before)} values"
            elif today is not None and before is not None and today - before:
                yield f"{place} may be {', '.join(sorted(today - before))}"
            return
        if today is not None and (before is None or before - today):
            yield f"{place} takes no {', '.join(sorted((before or {'other value'}) - today))}"
        yield from self._of_bounds(was, is_, place)

    def _of_bounds(self, was: Document, is_: Document, place: str) -> Iterator[str]:
        for names, worse in ((LOWERED, -1), (RAISED, 1)):
            for name in names:
                bound, earlier = is_.get(name), was.get(name)
                if bound is not None and (earlier is None or (bound - earlier) * worse > 0):
                    yield f"{place} has {name} {bound}, and had {earlier}"
        if is_.get("pattern") is not None and is_.get("pattern") != was.get("pattern"):
            yield f"{place} has another pattern"

    def _of_properties(self, was: Document, is_: Document, place: str) -> Iterator[str]:
        before, today = was.get("properties", {}), is_.get("properties", {})
        for name in before:
            if name not in today:
                if not before[name].get("deprecated"):
                    yield f"{place}.{name} is gone"
            else:
                yield from self.of(before[name], today[name], f"{place}.{name}")
        needed, needed_before = set(is_.get("required", ())), set(was.get("required", ()))
        if self._way == "sent":
            yield from (f"{place}.{name} is required" for name in sorted(needed - needed_before))
        else:
            gone = (needed_before - needed) & today.keys()
            yield from (f"{place}.{name} may be missing" for name in sorted(gone))


def _values(schema: Document) -> set[str] | None:
    if "const" in schema:
        return {str(schema["const"])}
    return set(map(str, schema["enum"])) if "enum" in schema else None


def _json(part: Document) -> Document | None:
    found: Document | None = part.get("content", {}).get("application/json", {}).get("schema")
    return found


def of_the_release() -> Document:
    """The description that `make release-schema` wrote down."""
    found: Document = json.loads(gzip.decompress(OF_THE_RELEASE.read_bytes()))
    return found


def main(arguments: Sequence[str]) -> int:
    """Say what breaks and is not in `tests/releases/breaking.txt`, and what is there for nothing; 1 for either."""
    before = json.loads(Path(arguments[0]).read_text(encoding="utf-8")) if arguments else of_the_release()
    found = list(breaking(before, json.loads(OURS.read_text(encoding="utf-8"))))
    lines = ANNOUNCED.read_text(encoding="utf-8").splitlines()
    announced = {line for line in lines if line and not line.startswith("#")}
    wrong = [one for one in found if one not in announced]
    wrong += [f"is announced and does not break anything: {one}" for one in sorted(announced - set(found))]
    print("\n".join(wrong) or f"Nothing breaks a client of the last release ({len(before['paths'])} paths).")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
