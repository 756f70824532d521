"""What a new capability or resource is called, in all the forms in which its name is written."""

import importlib.util
import keyword
import re
from dataclasses import dataclass

LONGEST = 25
"""The lines of the templates have room for so many characters."""
WORD = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


class Unfit(Exception):
    """A name that cannot be used; the message says why."""


@dataclass(frozen=True)
class Names:
    """`token_wallets`, and what comes of it."""

    capability: str
    resource: str
    one: str
    """The singular: of functions that deal with one, and of the model's class."""

    def as_context(self) -> dict[str, str]:
        """What templates may say."""
        plain = self.resource.replace("_", " ")
        return {
            "capability": self.capability,
            "resource": self.resource,
            "one": self.one,
            "plain": plain,
            "single": self.one.replace("_", " "),
            "Resource": plain.capitalize(),
            "Model": "".join(word.capitalize() for word in self.one.split("_")),
            "path": self.resource.replace("_", "-"),
        }


def capability_name(name: str) -> str:
    """`name`, if a package may be called so. Raises `Unfit`."""
    _require_word(name)
    if importlib.util.find_spec(name) is not None:
        raise Unfit(f"There is a package {name} already; it would hide ours, or ours it.")
    return name


def resource_names(capability: str, resource: str, one: str | None = None) -> Names:
    """The names of a resource, which is a plural. Raises `Unfit`."""
    _require_word(resource)
    singular = one or _singular(resource)
    _require_word(singular)
    if singular == resource:
        raise Unfit(f"{resource} is both one and many: say ONE=...")
    return Names(capability, resource, singular)


def _require_word(name: str) -> None:
    if not WORD.fullmatch(name) or keyword.iskeyword(name) or len(name) > LONGEST:
        raise Unfit(f"{name!r} is no name: lower-case words with underscores, at most {LONGEST} characters.")


def _singular(resource: str) -> str:
    if resource.endswith("ies"):
        return f"{resource[:-3]}y"
    if resource.endswith("s") and not resource.endswith("ss"):
        return resource[:-1]
    raise Unfit(f"What is one of the {resource}? Say ONE=...")
