"""Which of the languages that a client asks for there is."""

from collections.abc import Collection

ENGLISH = "en"
MOST_CHARACTERS = 1_000


def preferred(accept_language: str, known: Collection[str], otherwise: str = ENGLISH) -> str:
    """The language of `known` that `Accept-Language` (RFC 9110, 12.5.4) likes best, by its first part, else
    `otherwise`.

    What cannot be read counts as not said. Of equals the first one that is named.
    """
    weighed = [_weighed(part) for part in accept_language[:MOST_CHARACTERS].split(",")]
    # A stable sort: who is named first among equals stays first.
    for weight, language in sorted(weighed, key=lambda one: -one[0]):
        if weight > 0 and (language == ENGLISH or language in known):
            return language
    return otherwise


def _weighed(part: str) -> tuple[float, str]:
    tag, _, parameter = part.partition(";")
    name, _, given = parameter.strip().partition("=")
    weight = 1.0
    if parameter.strip():
        try:
            weight = float(given) if name.strip().lower() == "q" else 0.0
        except ValueError:
            weight = 0.0
    return (weight if 0 <= weight <= 1 else 0.0), tag.strip().partition("-")[0].lower()
