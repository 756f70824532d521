"""The Python client: models by datamodel-code-generator, a class for each chapter with a method for each operation."""

import json
import keyword
import re
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from datamodel_code_generator import generate
from datamodel_code_generator.enums import DataModelType, InputFileType, OpenAPIScope
from datamodel_code_generator.format import Formatter, PythonVersion
from datamodel_code_generator.parser import LiteralType

from tools.clients.files import formatted
from tools.clients.python_types import annotation
from tools.clients.schemas import Description, described, models, operations, without_limits

HERE = Path(__file__).parent
HEADER = '"""What requests and answers are made of. Generated from the description by `make clients`."""'
WIDTH = 100
PLACES = {"path": "places", "query": "query", "header": "headers"}
READ_AS = {"application/json": "json", "text/csv": "text", "text/html": "text"}
"""How an answer of a media type is read; any other is bytes."""


@dataclass(frozen=True)
class Argument:
    """A parameter of a method; `wire` is its name in the request."""

    name: str
    wire: str
    type: str
    place: str
    is_required: bool

    @property
    def declared(self) -> str:
        """As it stands in a signature."""
        return f"{self.name}: {self.type}" if self.is_required else f"{self.name}: {self.type} | None = None"


@dataclass(frozen=True)
class Method:
    """An operation."""

    name: str
    verb: str
    path: str
    summary: str
    description: str
    arguments: list[Argument]
    body: str | None
    is_body_required: bool
    result: str
    read_as: str
    is_public: bool

    @property
    def signature(self) -> list[str]:
        """What it takes: places of the path and a body that must be there first, all else by name."""
        first = [f"{one.name}: {one.type}" for one in self.at("path")]
        named = [one.declared for one in self.arguments if one.place != "path"]
        if self.body is not None and self.is_body_required:
            first.append(f"body: {self.body}")
        elif self.body is not None:
            named.insert(0, f"body: {self.body.removesuffix(' | None')} | None = None")
        # What must be given comes before what may be left out.
        named.sort(key=lambda one: "=" in one)
        return ["self", *first, *(["*", *named] if named else [])]

    @property
    def request(self) -> list[str]:
        """What its request is made of."""
        parts = [f'"{self.verb}"', f'"{self.path}"']
        for place, keyword_ in PLACES.items():
            if given := ", ".join(f'"{one.wire}": {one.name}' for one in self.at(place)):
                parts.append(f"{keyword_}={{{given}}}")
        parts += ["body=body"] if self.body is not None else []
        return [*parts, *(["is_public=True"] if self.is_public else [])]

    @property
    def docstring(self) -> str:
        """Its summary, and what else is told."""
        summary = self.summary if self.summary.endswith((".", "?", "!")) else f"{self.summary}."
        text = "\n\n".join([summary, _wrapped(self.description)] if self.description else [summary])
        told = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"').strip()
        return f"{told}\n" if self.description or told.endswith('"') else told

    def at(self, place: str) -> list[Argument]:
        """The arguments that go into the path, the query or the headers."""
        return [one for one in self.arguments if one.place == place]


def render() -> dict[str, str]:
    """The generated files, by their path below the package."""
    document = described()
    chapters: dict[str, list[Method]] = {}
    for key, operation in operations(document):
        chapters.setdefault(snake(operation["tags"][0]), []).append(_method(key, operation))
    template = _templates().get_template("chapter.py.j2")
    files = {
        f"chapters/{name}.py": template.render(name=name, title=_class_name(name), methods=methods)
        for name, methods in chapters.items()
    }
    names = {name: _class_name(name) for name in sorted(chapters)}
    files["chapters/__init__.py"] = _templates().get_template("chapters.py.j2").render(chapters=names)
    files["models.py"] = _models(document)
    return formatted(files)


def _models(document: Description) -> str:
    source = {
        "openapi": document["openapi"],
        "info": document["info"],
        "paths": {},
        "components": {"schemas": without_limits(models(document))},
    }
    text = generate(
        json.dumps(source),
        input_file_type=InputFileType.OpenAPI,
        output_model_type=DataModelType.PydanticV2BaseModel,
        openapi_scopes=[OpenAPIScope.Schemas],
        target_python_version=PythonVersion.PY_311,
        base_class="atomic_influence.base.Model",
        enum_field_as_literal=LiteralType.All,
        use_type_alias=True,
        strict_nullable=True,
        use_schema_description=True,
        use_single_line_docstring=True,
        use_field_description=True,
        use_inline_field_description=True,
        use_standard_collections=True,
        use_union_operator=True,
        use_double_quotes=True,
        disable_timestamp=True,
        custom_file_header=HEADER,
        formatters=[Formatter.BUILTIN],
    )
    assert isinstance(text, str)
    return text


def _method(key: str, operation: dict[str, Any]) -> Method:
    verb, _, path = key.partition(" ")
    arguments = [_argument(one) for one in operation["parameters"]]
    body = operation.get("requestBody")
    result, read_as = _result(operation["responses"])
    return Method(
        name=snake(operation["operationId"]),
        verb=verb,
        path=path,
        summary=operation["summary"],
        description=operation.get("description", ""),
        arguments=sorted(arguments, key=lambda one: (one.place != "path", one.place)),
        body=annotation(next(iter(body["content"].values()))["schema"]) if body else None,
        is_body_required=bool(body and body.get("required")),
        result=result,
        read_as=read_as,
        is_public=operation.get("security") == [],
    )


def _argument(parameter: dict[str, Any]) -> Argument:
    schema = parameter["schema"]
    kind = annotation(without_limits(schema))
    return Argument(
        name=_python_name(parameter["name"]),
        wire=parameter["name"],
        type=kind,
        place=parameter["in"],
        is_required=bool(parameter.get("required")),
    )


def _result(responses: dict[str, Any]) -> tuple[str, str]:
    (status, response), *_ = responses.items()
    if status.startswith("3"):
        return "str", "location"
    if not response.get("content"):
        return "None", "nothing"
    media_type, content = next(iter(response["content"].items()))
    read_as = READ_AS.get(media_type, "bytes")
    kinds = {"text": "str", "bytes": "bytes"}
    return kinds.get(read_as) or annotation(content["schema"]), read_as


def snake(name: str) -> str:
    """`createCampaign` as `create_campaign`."""
    return re.sub(r"[^a-z0-9]+", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()).strip("_")


def _python_name(wire: str) -> str:
    name = snake(wire)
    return f"{name}_" if keyword.iskeyword(name) else name


def _class_name(chapter: str) -> str:
    return "".join(part.capitalize() for part in chapter.split("_"))


def _wrapped(text: str) -> str:
    """Paragraphs in lines of a readable length; what is indented or a list stays as it is."""
    return "\n".join(
        line if line.startswith((" ", "-", "|", "*")) else textwrap.fill(line, WIDTH, break_long_words=False)
        for line in text.splitlines()
    )


def _templates() -> jinja2.Environment:
    return jinja2.Environment(  # noqa: S701 - Python, not HTML
        loader=jinja2.FileSystemLoader(HERE / "templates"), undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
