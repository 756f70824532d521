"""Takes a SQL file apart into its statements: a semicolon in a quote, a body or a comment ends nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlparse import tokens
from sqlparse.engine import FilterStack

_TEXTS = (tokens.Literal, tokens.String.Single)


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement. `outline` is for reading it: one line, no comments, every text and body an empty quote."""

    text: str
    outline: str


def statements(script: str) -> Iterator[Statement]:
    """The statements of `script` in order, without those that are comments only."""
    for parsed in FilterStack().run(script):  # type: ignore[no-untyped-call]  # of sqlparse
        words = ("''" if token.ttype in _TEXTS else token.value
                 for token in parsed.tokens if token.ttype not in tokens.Comment)  # fmt: skip
        outline = " ".join("".join(word if word.strip() else " " for word in words).split())
        if outline.strip("; "):
            yield Statement(str(parsed).strip(), outline.removesuffix(";").rstrip())
