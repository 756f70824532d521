"""The pages of the scan door: small, whole in each language, readable by eye and ear; what brands wrote is text."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from activations.scan_pages import pages
from activations.scan_pages.languages import LANGUAGES, RIGHT_TO_LEFT, language_of, words_of
from activations.scan_pages.pages import Shown
from tests.unit.notifications.mail_colours import contrast

TEXTS = Path(pages.__file__).with_name("texts")
REASONS = {
    "not_open",
    "already_counted",
    "limit_reached",
    "too_far",
    "place_needed",
    "too_young",
    "try_again",
}
NASTY = "<script>alert(1)</script>\"'&{brand}</title>\u202e"
MOST_BYTES = 30_000


def shown(**fields: object) -> Shown:
    given = {
        "language": "en", "nonce": "n0nce", "code": "abc1234", "brand_name": "Acme", "name": "Scan us",
        "is_rotating": False, "has_next": True,
    } | fields  # fmt: skip
    return Shown(**given)  # type: ignore[arg-type]


def scan_page(**fields: object) -> str:
    asked: dict[str, Any] = {"ticket": "t1cket", "until": "2026-12-31"} | {
        name: fields.pop(name)
        for name in ("ticket", "asks_place", "min_age", "is_year_wrong")
        if name in fields
    }
    return pages.scan_page(shown(**fields), pages.Asked(**asked))


def every_page(language: str) -> list[str]:
    worst = {"language": language, "brand_name": NASTY * 5, "name": NASTY * 5}
    return [
        scan_page(**worst, asks_place=True, min_age=18, is_year_wrong=True, ticket="t" * 200),
        *(pages.result_page(shown(**worst), outcome, UUID(int=1)) for outcome in words_of(language).results),
        pages.short_page(language, "n", "unknown"),
    ]


class Read(HTMLParser):
    """What a browser, or one that reads aloud, makes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_the_languages_are_these() -> None:
    assert {"en", "de", "fr", "es", "it", "pt", "nl", "pl", "tr", "ar", "ja"} == set(LANGUAGES)
    assert {path.stem for path in TEXTS.glob("*.json")} == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_says_all_that_english_says_in_words_of_its_own(language: str) -> None:
    english, own = (json.loads((TEXTS / f"{one}.json").read_text("utf-8")) for one in ("en", language))
    assert own.keys() == english.keys()
    assert own["results"].keys() == english["results"].keys()
    flat = [
        (own[key], english[key]) for key in english if key != "results"
    ] + [
        (own["results"][key][part], english["results"][key][part])
        for key in english["results"] for part in ("title", "text")
    ]  # fmt: skip
    for mine, theirs in flat:
        assert mine.strip()
        assert set(re.findall(r"\{\w*\}", mine)) == set(re.findall(r"\{\w*\}", theirs)), mine
        assert language == "en" or mine != theirs


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_and_public_reason_has_its_words(language: str) -> None:
    assert REASONS | {"accepted", "flagged", "pending"} <= words_of(language).results.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_is_larger_than_30_kb(language: str) -> None:
    sizes = [len(page.encode()) for page in every_page(language)]
    assert max(sizes) < MOST_BYTES
    assert min(sizes) > 500


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_its_language_and_direction(language: str) -> None:
    for page in every_page(language):
        [html] = Read(page).all("html")
        assert html["lang"] == language
        assert html.get("dir", "ltr") == ("rtl" if language in RIGHT_TO_LEFT else "ltr")
    assert "ar" in RIGHT_TO_LEFT


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_brand_wrote_is_text_and_never_markup(language: str) -> None:
    for page in every_page(language):
        assert "<script>alert" not in page
        assert "alert(1)</script>" not in page
        scripts = Read(page).all("script")
        assert all(one["nonce"] in {"n0nce", "n"} for one in scripts if one.get("type") != "application/json")
        [title] = re.findall(r"<title>(.*?)</title>", page, re.DOTALL)
        assert "<" not in title


def test_a_page_loads_nothing_and_carries_no_style_of_an_element() -> None:
    for page in every_page("en"):
        read = Read(page)
        assert not [one for _, one in read.tags if "src" in one or "style" in one or "onclick" in one]
        assert {one["href"] for one in read.all("link")} == {"data:,"}
        assert "http://" not in page
        assert "https://" not in page


def test_the_form_works_by_itself_and_its_address_is_relative() -> None:
    read = Read(scan_page())
    [form] = read.all("form")
    assert (form["method"], form["action"]) == ("post", "/q/abc1234?lang=en")
    assert [one["value"] for one in read.all("input") if one.get("name") == "ticket"] == ["t1cket"]
    assert len(read.all("button")) == 1
    assert read.all("button")[0]["type"] == "submit"


def test_the_notice_stands_before_the_button_and_belongs_to_it() -> None:
    page = scan_page(brand_name="Acme & Sons")
    assert page.index("<bdi>Acme &amp; Sons</bdi>") < page.index('id="notice"') or 'id="notice"' in page
    assert page.index('id="notice"') < page.index("<button")
    assert Read(page).all("button")[0]["aria-describedby"] == "notice"
    assert "2026-12-31" in page


def test_every_field_has_its_label_and_what_is_wrong_is_said_beside_it() -> None:
    read = Read(scan_page(min_age=18, is_year_wrong=True))
    seen = [one for one in read.all("input") if one.get("type") != "hidden"]
    assert {one["id"] for one in seen} == {one["for"] for one in read.all("label")} == {"birth_year"}
    ids = {one["id"] for _, one in read.tags if "id" in one}
    assert set(seen[0]["aria-describedby"].split()) <= ids
    assert seen[0]["aria-invalid"] == "true"
    assert seen[0]["inputmode"] == "numeric"
    assert "required" in seen[0]


def test_the_year_is_asked_for_only_where_an_age_is_needed() -> None:
    assert "birth_year" not in [one.get("name") for one in Read(scan_page()).all("input")]


def test_the_place_is_spoken_of_only_where_it_is_asked_for() -> None:
    assert words_of("en").place not in scan_page()
    page = scan_page(asks_place=True)
    assert words_of("en").place in page
    assert re.search(r"<noscript>.*JavaScript.*</noscript>", page, re.DOTALL)


def test_what_happens_is_told_to_who_listens() -> None:
    [status] = [one for _, one in Read(scan_page()).tags if one.get("role") == "status"]
    assert status["aria-live"] == "polite"
    for page in every_page("de"):
        assert len(Read(page).all("h1")) == 1
        assert len(Read(page).all("main")) == 1
        [viewport] = [one for one in Read(page).all("meta") if one.get("name") == "viewport"]
        assert "user-scalable" not in viewport["content"]
        assert "maximum-scale" not in viewport["content"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_is_readable_in_both_schemes(scheme: str) -> None:
    colours = pages.LIGHT if scheme == "light" else pages.DARK
    pairs = [
        ("text", "ground"),
        ("accent", "ground"),
        ("quiet", "ground"),
        ("wrong", "ground"),
        ("on_button", "button"),
    ]
    for text, ground in pairs:
        assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
        assert colours[text] in pages.STYLE
    assert contrast(colours["button"], colours["ground"]) >= 3, "the button is seen as one"
    assert set(re.findall(r"#[0-9a-f]{3,8}\b", pages.STYLE)) <= {*pages.LIGHT.values(), *pages.DARK.values()}


def test_a_result_leads_on_and_back_as_far_as_there_is_a_way() -> None:
    def links(outcome: str, **fields: object) -> list[str]:
        return [one["href"] for one in Read(pages.result_page(shown(**fields), outcome, None)).all("a")]

    assert links("accepted") == ["/q/abc1234/next"]
    assert links("accepted", has_next=False) == []
    assert links("too_far") == ["/q/abc1234?lang=en"]
    assert links("too_far", is_rotating=True) == [], "an address of before has no proof: scan again"
    assert links("too_young") == []
    assert links("limit_reached") == ["/q/abc1234/next"]


def test_a_flagged_scan_says_no_reason() -> None:
    for language in LANGUAGES:
        page = Read(pages.result_page(shown(language=language), "flagged", None)).text
        assert words_of(language).results["flagged"].title in page


@pytest.mark.parametrize(
    ("query", "spoken", "locale", "language"),
    [
        ("", "", "de", "de"),
        ("lang=fr", "de", "it", "fr"),
        ("lang=FR-ca", "", "de", "fr"),
        ("lang=xx", "de;q=0.5, ja", "it", "ja"),
        ("lang=xx", "xx", "pt-BR", "pt"),
        ("", "xx", "xx", "en"),
        ("lang=" + "x" * 10_000, "ar-EG,ar;q=0.9", "en", "ar"),
        ("p=1&lang=pl&lang=de", "", "en", "pl"),
        ("lang=%ff%00", "\x00", "en", "en"),
        ("", "en-GB,en;q=0.9,de;q=0.8", "de", "en"),
    ],
)
def test_the_language_is_the_asked_one_then_the_browsers_then_the_activations(
    query: str, spoken: str, locale: str, language: str
) -> None:
    assert language_of(query, spoken, locale) == language
