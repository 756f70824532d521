"""Disclosure in captions: what people write, what looks like it, and what hides."""

import unicodedata

import pytest

from social_connect.tracked_posts.disclosure import disclosure_of, found_in

ALL: tuple[str, ...] = ()
FOUND = [
    ("New shoes! #ad", ALL), ("#AD my new shoes", ALL), ("#Ad. Look", ALL), ("#ad,#shoes", ALL),
    ("so good #sponsored", ALL),
    ("Sponsored by Acme", ALL), ("In paid partnership with Acme", ALL), ("PAID PARTNERSHIP", ALL),
    ("#paidpartnership", ALL),
    ("Ad: my new shoes", ALL), ("AD | shoes", ALL), ("(ad) shoes", ALL), ("[Ad] shoes", ALL),
    ("Ad\nmy new shoes", ALL),
    ("⚡️ Ad - shoes", ALL), ("Werbung | Neue Schuhe", ("de",)), ("Neue Schuhe. Werbung", ("de",)),
    ("#werbung", ("de",)),
    ("Anzeige", ("de",)), ("bezahlte Partnerschaft mit Acme", ("de",)), ("Contiene publicidad.", ("es",)),
    ("#publicidad", ("es",)), ("#publi", ("es",)), ("Publicité", ("fr",)), ("PUBLICITÉ", ("fr",)),
    (unicodedata.normalize("NFD", "Publicité"), ("fr",)), ("Collaboration commerciale avec Acme", ("fr",)),
    ("#collaborationcommerciale", ("fr",)), ("Pubblicità", ("it",)), ("#adv", ("it",)), ("ADV - scarpe", ("it",)),
    ("advertentie", ("nl",)), ("Reklama", ("pl",)), ("#reklama", ("pl",)), ("#współpracareklamowa", ("pl",)),
    ("本视频含广告", ("zh",)), ("广告", ("zh",)), ("#广告", ("zh",)), ("#PR", ("ja",)),
    ("#PRです", ("ja",)), ("【PR】靴", ("ja",)),
    ("#a\u200bd", ALL), ("#\u2060ad", ALL),
    ("#\U0001d41a\U0001d41d", ALL), ("\uff03\uff41\uff44", ALL), ("#ad\u200b", ALL),
    ("Paid\u00a0partnership", ALL),
    ("x\n" * 2_000 + "#ad", ALL), ("Sponsored 🤝", ("fr",)), ("publicité", ("FR-ca",)), ("Werbung", ALL),
    ("#anzeige", ALL),
]  # fmt: skip
NOT_FOUND = [
    ("My #adventure", ALL), ("no #additive", ALL), ("#ads are annoying", ALL), ("#adidas", ALL),
    ("#adopt", ALL), ("#add", ALL),
    ("an ad hoc idea", ALL), ("ad astra", ALL), ("Vado ad esempio", ("it",)),
    ("Ad esempio, le scarpe", ("it",)), ("#bad #mad", ALL),
    ("I'm so glad", ALL), ("e-mail me at x#ad.com#adz", ALL), ("new PR in the gym!", ("en",)),
    ("#PR today: 100 kg", ("en",)),
    ("#sp", ALL), ("#partner", ALL), ("thanks Acme", ALL), ("#notanad", ALL), ("This is not an advertisement", ALL),
    ("not sponsored", ALL), ("unsponsored", ALL), ("Keine Werbung", ("de",)), ("unbezahlte Werbung", ("de",)),
    ("Werbungskosten", ("de",)), ("Leuchtanzeige", ("de",)), ("sin publicidad", ("es",)), ("Sans publicité", ("fr",)),
    ("senza pubblicità", ("it",)), ("geen advertentie", ("nl",)), ("无广告", ("zh",)), ("", ALL), ("#", ALL),
    ("#\u200b", ALL),
    ("Prague", ALL), ("#prada", ("ja",)), ("#advent", ("it",)),
    ("Ad-free since May", ALL), ("#notsponsored", ALL), ("pas de publicité", ("fr",)),
    ("isn't an advertisement", ALL),
]  # fmt: skip


@pytest.mark.parametrize(("caption", "languages"), FOUND)
def test_what_discloses_is_found(caption: str, languages: tuple[str, ...]) -> None:
    assert found_in(caption, languages) != []


@pytest.mark.parametrize(("caption", "languages"), NOT_FOUND)
def test_what_only_looks_like_it_is_not(caption: str, languages: tuple[str, ...]) -> None:
    assert found_in(caption, languages) == []


def test_what_was_found_is_said_in_its_own_words() -> None:
    assert found_in("Werbung: #ad, bezahlte Partnerschaft", ("de",)) == [
        "#ad",
        "bezahlte partnerschaft",
        "werbung",
    ]


@pytest.mark.parametrize(
    ("caption", "label", "said"),
    [
        (None, None, ("unknown", [])),
        (None, False, ("unknown", [])),
        (None, True, ("found", ["platform label"])),
        ("", None, ("missing", [])),
        ("Look!", False, ("missing", [])),
        ("Look!", True, ("found", ["platform label"])),
        ("#ad", True, ("found", ["platform label", "#ad"])),
    ],
)
def test_a_text_that_cannot_be_read_says_nothing(
    caption: str | None, label: bool | None, said: tuple[str, list[str]]
) -> None:
    assert disclosure_of(caption, ("en",), is_labelled=label) == said


def test_a_caption_of_any_length_is_read_in_no_time() -> None:
    import time

    for caption in (
        "#" * 10_000,
        "# " * 5_000,
        "not an " * 2_000,
        "(ad" * 3_000,
        "_" * 10_000,
        "\n" * 10_000,
    ):
        begun = time.process_time()
        found_in(caption, ALL)
        assert time.process_time() - begun < 0.5
