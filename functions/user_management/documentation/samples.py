"""How to send an operation: as a command for a shell, and with the clients of `clients/`."""

import json
import keyword
import re
from typing import Any, NamedTuple

from user_management.documentation.operation import Operation

INDENT = 2


class Sample(NamedTuple):
    """A piece of code, and the name of what runs it."""

    language: str
    text: str


def samples_of(operation: Operation) -> list[Sample]:
    """The operation with its example, where it has one."""
    return [
        Sample("curl", _curl(operation)),
        Sample("Python", _python(operation)),
        Sample("TypeScript", _typescript(operation)),
    ]


def _curl(operation: Operation) -> str:
    path = re.sub(r"\{(\w+)\}", lambda found: f"${found[1].upper()}", operation.path)
    asked = "&".join(f"{one.name}={one.value or f'${one.name.upper()}'}" for one in operation.needed)
    path = f"{path}?{asked}" if asked else path
    words = [f'curl -s "$BASE{path}"']
    if operation.method != "GET":
        words[0] = f'curl -s -X {operation.method} "$BASE{path}"'
    if not operation.is_public:
        words.append('-H "authorization: Bearer $TOKEN"')
    if operation.body is not None:
        words.append(f"-H 'content-type: {operation.body.media_type}'")
        words.append(f"-d {_quoted(_json(operation.body.example or {}))}")
    return " \\\n  ".join(words)


def _python(operation: Operation) -> str:
    arguments = [*_path_names(operation)]
    if operation.body is not None:
        body = _python_body(operation)
        arguments.append(body if operation.body.is_required else f"body={body}")
    for one in operation.needed:
        name = argument_name(one.name)
        arguments.append(f"{name}={name if one.value is None else repr(one.value)}")
    group = python_name(operation.tag)
    return f"api.{group}.{python_name(operation.id)}({', '.join(arguments)})"


def _python_body(operation: Operation) -> str:
    assert operation.body is not None
    example = operation.body.example
    if operation.body.model is None or not isinstance(example, dict):
        return "body"
    given = ", ".join(f"{argument_name(name)}={value!r}" for name, value in example.items())
    return f"{operation.body.model}({given})"


def _typescript(operation: Operation) -> str:
    given: list[str] = []
    if names := _path_names(operation):
        given.append(f"path: {{ {', '.join(names)} }}")
    if operation.needed:
        asked = ", ".join(
            one.name if one.value is None else f"{one.name}: {_json(one.value)}" for one in operation.needed
        )
        given.append(f"query: {{ {asked} }}")
    if operation.body is not None:
        given.append(f"body: {_json(operation.body.example or {})}")
    inside = f"{{ {', '.join(['client', *given])} }}"
    return f"const {{ data, error }} = await {camel(operation.id)}({inside});"


def _path_names(operation: Operation) -> list[str]:
    return re.findall(r"\{(\w+)\}", operation.path)


def python_name(name: str) -> str:
    """`createCampaign` and `notifications administration` as names of Python."""
    return re.sub(r"[^a-z0-9]+", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()).strip("_")


def argument_name(wire: str) -> str:
    """A parameter or field as the Python client calls it: `from` is a word of the language, and `from_` is not."""
    return f"{wire}_" if keyword.iskeyword(wire) else wire


def camel(name: str) -> str:
    """`create_campaign` as a name of TypeScript."""
    first, *others = python_name(name).split("_")
    return first + "".join(part.capitalize() for part in others)


def _json(value: Any) -> str:
    return json.dumps(value, indent=INDENT, ensure_ascii=False)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
