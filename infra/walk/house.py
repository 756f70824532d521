"""The templates of a stage, with every reference followed to what it names."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.assembly import templates
from infra.stages import Stage
from infra.walk.identities import ATTACHMENT, arn_of, reference_of

Template = dict[str, Any]

PSEUDO = {
    "AWS::Partition": "aws",
    "AWS::AccountId": "account",
    "AWS::Region": "us-east-1",
    "AWS::URLSuffix": "amazonaws.com",
    "AWS::NoValue": "",
}
ACCOUNT = re.compile(r"(?<![0-9])[0-9]{12}(?![0-9])")
"""A stage that is pinned to an account has its number where another has a reference."""


@dataclass(frozen=True)
class Thing:
    """A resource of one of the templates. Two are equal where they are the same resource."""

    stack: str
    name: str
    kind: str

    def __str__(self) -> str:
        return f"{self.name} in {self.stack}"


class House:
    """All stacks of a stage, whose references lead from one to the other."""

    def __init__(self, stage: str, templates: Mapping[str, Template]) -> None:
        self.stage = stage
        self.templates = templates
        self._things = {
            (stack, name): Thing(stack, name, resource["Type"])
            for stack, template in templates.items()
            for name, resource in template["Resources"].items()
        }
        self._by_kind: dict[str, list[Thing]] = {}
        for thing in self._things.values():
            self._by_kind.setdefault(thing.kind, []).append(thing)
        self._exports = {
            str(output["Export"]["Name"]): (stack, output["Value"])
            for stack, template in templates.items()
            for output in template.get("Outputs", {}).values()
            if "Export" in output
        }
        self._by_identity = {
            identity: thing
            for thing in self._things.values()
            if thing.kind != ATTACHMENT  # which is known by its secret
            for identity in (self.arn(thing), self.reference(thing))
        }

    @classmethod
    def read(cls, assembly: Path, stage: Stage) -> "House":
        """What a synth wrote into the folder `assembly`. Raises `OSError` where it wrote nothing."""
        return cls(
            stage.name, {name: json.loads(file.read_text()) for name, file in templates(assembly, stage)}
        )

    def all(self, *kinds: str) -> Iterator[Thing]:
        """Every resource of these types."""
        return (thing for kind in kinds for thing in self._by_kind.get(kind, ()))

    def raw(self, thing: Thing) -> dict[str, Any]:
        """A resource's properties as the template has them."""
        found: dict[str, Any] = self.templates[thing.stack]["Resources"][thing.name].get("Properties", {})
        return found

    def get(self, thing: Thing, *path: str) -> str:
        """A property as text, everything in it resolved; "" where it is not there."""
        value: Any = self.raw(thing)
        for step in path:
            value = value.get(step, {}) if isinstance(value, dict) else {}
        return self.text(thing.stack, value) if value != {} else ""

    def texts(self, thing: Thing, *path: str) -> list[str]:
        """A property that is a list of texts, or one of them."""
        value: Any = self.raw(thing)
        for step in path:
            value = value.get(step, []) if isinstance(value, dict) else []
        return [self.text(thing.stack, one) for one in (value if isinstance(value, list) else [value])]

    def find(self, identity: str, *kinds: str) -> Thing | None:
        """What a resolved ARN or reference names, of one of these types; None where nothing is called so."""
        found = self._by_identity.get(identity)
        return found if found and (not kinds or found.kind in kinds) else None

    def arn(self, thing: Thing) -> str:
        """What `Fn::GetAtt … Arn` of it resolves to."""
        return ACCOUNT.sub(
            "account", arn_of(thing.stack, thing.name, thing.kind, self.raw(thing), self._text)
        )

    def reference(self, thing: Thing) -> str:
        """What `Ref` of it resolves to."""
        return ACCOUNT.sub(
            "account", reference_of(thing.stack, thing.name, thing.kind, self.raw(thing), self._text)
        )

    def text(self, stack: str, value: Any) -> str:
        """A value as one text, whichever of CloudFormation's forms it has; the same thing is always the same text."""
        return ACCOUNT.sub("account", self._text(stack, value))

    def _text(self, stack: str, value: Any) -> str:
        if isinstance(value, list):
            return ",".join(self._text(stack, one) for one in value)
        if not isinstance(value, dict):
            return str(value)
        ((function, argument),) = value.items() if len(value) == 1 else (("", ""),)
        match function:
            case "Ref":
                return self._ref(stack, argument)
            case "Fn::GetAtt":
                return self._attribute(stack, *argument)
            case "Fn::ImportValue":
                return self._import(stack, argument)
            case "Fn::Join":
                return str(argument[0]).join(self._text(stack, part) for part in argument[1])
            case "Fn::Sub" if isinstance(argument, str):
                return re.sub(r"\$\{([^!}]+)\}", lambda found: self._ref(stack, found[1]), argument)
        return json.dumps(value)

    def _ref(self, stack: str, name: str) -> str:
        if name in PSEUDO:
            return PSEUDO[name]
        if name.startswith("AWS::"):
            return name
        if thing := self._things.get((stack, name)):
            return self.reference(thing)
        if name in self.templates[stack].get("Parameters", {}):
            return f"parameter {name}"
        return _nowhere(name)

    def _attribute(self, stack: str, name: str, attribute: str) -> str:
        thing = self._things.get((stack, name))
        if thing is None:
            return _nowhere(name)
        if attribute == "ApiId":  # what `Ref` gives of an HTTP API
            return self.reference(thing)
        is_arn = attribute in {"Arn", "AliasArn", "FunctionARN", "ApiArn"}
        return self.arn(thing) if is_arn else f"{stack}.{name}.{attribute}"

    def _import(self, stack: str, name: Any) -> str:
        exported = self._exports.get(self._text(stack, name))
        return self._text(*exported) if exported else _nowhere(str(name))


def _nowhere(name: str) -> str:
    """A text that no identity equals; `references` tells where it stands."""
    return f"nowhere({name})"
