"""The languages of the pages, and their words: one file each, read when somebody needs it."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qs

from common.languages import ENGLISH, preferred

PARAMETER = "lang"
LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt", "tr")
RIGHT_TO_LEFT = frozenset({"ar"})
_TEXTS = Path(__file__).with_name("texts")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a page names what happened, and what it says of it."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """All that the pages say. `{brand}`, `{until}` and `{age}` are filled in."""

    button: str
    sending: str
    next: str
    again: str
    notice: str
    place: str
    no_script: str
    birth_year: str
    birth_year_help: str
    birth_year_wrong: str
    results: dict[str, Outcome]


@lru_cache(maxsize=len(LANGUAGES))
def words_of(language: str) -> Words:
    """The words of one of `LANGUAGES`."""
    said = json.loads((_TEXTS / f"{language}.json").read_text(encoding="utf-8"))
    results = {outcome: Outcome(**texts) for outcome, texts in said.pop("results").items()}
    return Words(results=results, **said)


def language_of(query: str, accept_language: str, locale: str) -> str:
    """The one of `LANGUAGES` that a query asks for (`lang`); else the browser's, the activation's, English."""
    own = _first_part(locale)
    otherwise = own if own in LANGUAGES else ENGLISH
    asked = _first_part(parse_qs(query).get(PARAMETER, [""])[0])
    return asked if asked in LANGUAGES else preferred(accept_language, LANGUAGES, otherwise)


def _first_part(tag: str) -> str:
    return tag.partition("-")[0].lower()
