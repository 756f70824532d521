"""Whether a text says that it is advertising: a flag for the brand and a reminder for the creator, never a verdict.

Read as people read it: without regard to case, accents' encoding, mathematical letters and characters that nobody
sees. A word counts where it stands alone, not inside of another (#adventure), and not where it is denied.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

FOUND, MISSING, UNKNOWN = "found", "missing", "unknown"
PLATFORM_LABEL = "platform label"


@dataclass(frozen=True, slots=True)
class Terms:
    """What discloses in a language. `words` count anywhere (and with #), `labels` with # or as a label, at the
    beginning of a line or in brackets, because they mean something else in a sentence; `tags` with # only.
    """

    words: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


TERMS: Mapping[str, Terms] = {
    "en": Terms(
        words=("paid partnership", "paid ad", "paid advertisement", "paid promotion", "paid collaboration",
               "sponsored by", "sponsored post", "sponsored content", "sponsored video", "sponsored", "advertisement"),
        labels=("ad", "advert", "advertising"),
        tags=("paidad", "paidpartnership", "sponsoredpost", "sponsoredcontent", "adv")
    ),
    "de": Terms(
        words=("werbung", "anzeige", "bezahlte partnerschaft", "bezahlte kooperation", "bezahlte werbung",
               "gesponsert", "dauerwerbesendung", "unterstützt durch produktplatzierung"),
        tags=("bezahltewerbung", "bezahltepartnerschaft")
    ),
    "es": Terms(
        words=("publicidad", "publi", "contenido patrocinado", "patrocinado", "patrocinada", "patrocinado por",
               "colaboración pagada", "colaboración remunerada", "contenido publicitario"),
        labels=("anuncio",), tags=("contenidopatrocinado", "colaboracionpagada")
    ),
    "fr": Terms(
        words=("publicité", "collaboration commerciale", "collaboration rémunérée", "partenariat rémunéré",
               "partenariat commercial", "sponsorisé", "sponsorisée", "contenu sponsorisé"),
        labels=("annonce",), tags=("pub", "collaborationcommerciale", "partenariatremunere")
    ),
    "it": Terms(
        words=("pubblicità", "contenuto sponsorizzato", "sponsorizzato", "sponsorizzato da", "sponsorizzata",
               "collaborazione a pagamento", "collaborazione pubblicitaria", "partnership a pagamento"),
        labels=("adv", "advertising"), tags=("pubblicita",)
    ),
    "nl": Terms(
        words=("advertentie", "reclame", "betaald partnerschap", "betaalde samenwerking", "gesponsord"),
        tags=("betaaldesamenwerking", "spon", "betaaldpartnerschap")
    ),
    "pl": Terms(
        words=("reklama", "współpraca reklamowa", "materiał sponsorowany", "post sponsorowany", "sponsorowany",
               "współpraca płatna", "płatna współpraca"),
        tags=("wspolpracareklamowa",)
    ),
    "cs": Terms(words=("reklama", "placená spolupráce")),
    "pt": Terms(
        words=("publicidade", "publi", "parceria paga", "conteúdo patrocinado", "patrocinado"),
        labels=("anúncio",), tags=("publipost", "parceriapaga")
    ),
    "sv": Terms(words=("reklam", "annons", "betalt samarbete", "reklamsamarbete")),
    "da": Terms(words=("reklame", "annonce", "betalt samarbejde")),
    "no": Terms(words=("reklame", "annonse", "betalt samarbeid")),
    "fi": Terms(words=("mainos", "kaupallinen yhteistyö", "maksettu kumppanuus")),
    "zh": Terms(words=("广告", "廣告", "赞助", "贊助", "合作推广", "付费合作")),
    "ja": Terms(words=("広告", "プロモーション", "タイアップ", "スポンサー提供"), labels=("pr",)),
    "ko": Terms(words=("광고", "유료광고", "협찬", "유료 파트너십"), labels=("pr",)),
    "ru": Terms(words=("реклама", "на правах рекламы", "партнёрский материал")),
    "tr": Terms(words=("reklam", "iş birliği", "işbirliği", "ücretli ortakl\u0131k")),
}  # fmt: skip
"""By language. English counts for everybody; who names no language is read in all of them."""
ARTICLES = frozenset({"a", "an", "de", "ein", "eine", "un", "une", "una", "es", "è", "est", "är", "er"})
DENIALS = frozenset(
    {
        "not", "no", "never", "non", "isn't",
        "kein", "keine", "nicht", "ohne", "unbezahlte", "sin", "pas", "sans",
        "aucune", "senza", "nessuna", "geen", "niet", "zonder", "bez", "nie", "není", "sem", "não", "ingen", "inte",
        "ej",
        "ikke", "ei", "не", "без",
    }
)  # fmt: skip
JOINED_DENIALS = ("无", "無", "非", "不是", "没有", "沒有", "비")
UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
IS_UNSPACED = re.compile(f"[{UNSPACED}]")
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff]"
)
WORD = re.compile(r"\w+(?:'\w+)?")
TAG = re.compile(r"(?<!\w)# ?(\w+)")
LABEL = re.compile(r"[\W_]{0,20}?(\w+)(?:\s{0,3}[:|/\u2013\u2014\u00b7\u2022)\]】]|\s{1,3}-|-\s|\s*$)")
BRACKETED = re.compile(r"[(\[【]\s{0,3}(\w+)\s{0,3}[)\]】]")


@dataclass(frozen=True, slots=True)
class _Text:
    """A caption as it is compared."""

    plain: str
    words: list[str]
    tags: frozenset[str]
    labels: frozenset[str]


def disclosure_of(
    caption: str | None, languages: Iterable[str], *, is_labelled: bool | None
) -> tuple[str, list[str]]:
    """`found`, `missing` or `unknown`, and what was found: the words, or that the platform labels the post."""
    labelled = [PLATFORM_LABEL] if is_labelled else []
    if caption is None:
        return (FOUND, labelled) if labelled else (UNKNOWN, [])
    terms = [*labelled, *found_in(caption, languages)]
    return (FOUND if terms else MISSING), terms


def found_in(caption: str, languages: Iterable[str]) -> list[str]:
    """The terms that disclose, as they are listed, each once."""
    text = _read(caption)
    return sorted({found for language in _spoken(languages) for found in _found(text, TERMS[language])})


def _spoken(languages: Iterable[str]) -> Iterable[str]:
    """Those that we know, and English; all where none is named."""
    named = {language.casefold()[:2] for language in languages} & TERMS.keys()
    return named | {"en"} if named else TERMS


def _plain(text: str) -> str:
    """As it is read: NFKC makes letters of mathematical ones, and joins accents."""
    return unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).casefold().replace("\u2019", "'")


def _read(caption: str) -> _Text:
    plain = _plain(caption)
    tags = set(TAG.findall(plain))
    # Where no spaces are written, a tag of Latin letters ends before the others (#PRです).
    tags |= {IS_UNSPACED.split(tag, maxsplit=1)[0] for tag in tags}
    labels = {found[1] for line in plain.splitlines() if (found := LABEL.match(line))}
    return _Text(
        plain, WORD.findall(plain), frozenset(tags), frozenset(labels | set(BRACKETED.findall(plain)))
    )


def _found(text: _Text, terms: Terms) -> Iterator[str]:
    for term in terms.words:
        plain = _plain(term)
        if (_says_unspaced if IS_UNSPACED.search(plain) else _says)(text, plain):
            yield term
        elif plain.replace(" ", "") in text.tags:
            yield f"#{plain.replace(' ', '')}"
    for term in (*terms.labels, *terms.tags):
        if _plain(term) in text.tags:
            yield f"#{term}"
    yield from (term for term in terms.labels if term in text.labels - text.tags)


def _says(text: _Text, term: str) -> bool:
    """Whether the words stand there, one after the other, and are not denied."""
    wanted = term.split()
    for at in range(len(text.words) - len(wanted) + 1):
        if text.words[at] == wanted[0] and text.words[at : at + len(wanted)] == wanted:
            before = [word for word in text.words[max(0, at - 3) : at] if word not in ARTICLES]
            if not before or before[-1] not in DENIALS:
                return True
    return False


def _says_unspaced(text: _Text, term: str) -> bool:
    before, *others = text.plain.split(term)
    for after in others:
        if not before.endswith(JOINED_DENIALS):
            return True
        before = after
    return False
