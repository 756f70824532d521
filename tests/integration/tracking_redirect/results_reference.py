"""What posts achieved and cost, computed a second time: in Python, with fractions, from the rows as they were made."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Any
from uuid import UUID

from tests.factories.posts import FIGURES


@dataclass(frozen=True)
class Made:
    """A submission with its post, and what was spent on it."""

    creator: UUID
    platform: str
    post: str
    figures: dict[str, int | None]
    spend: int
    as_of: str | None


def half_up(amount: Fraction, places: int) -> Fraction:
    """Rounded to so many decimals, halves up."""
    return Fraction(floor(amount * 10**places + Fraction(1, 2)), 10**places)


def engagements(figures: dict[str, int | None]) -> int | None:
    """Known where likes and comments are."""
    if figures["likes"] is None or figures["comments"] is None:
        return None
    return sum(figures[name] or 0 for name in ("likes", "comments", "shares", "saves"))


def sums(made: Iterable[Made]) -> dict[str, Any]:
    """Sums over posts, each once: what `PostSums` says of them but for their states."""
    posts: dict[tuple[str, str], list[Made]] = {}
    for each in made:
        posts.setdefault((each.platform, each.post), []).append(each)
    lines = [
        {**twins[0].figures, "engagements": engagements(twins[0].figures), "spend": sum(t.spend for t in twins)}
        for twins in posts.values()
    ]  # fmt: skip
    answer: dict[str, Any] = {"count": len(lines), "spend": sum(line["spend"] or 0 for line in lines)}
    for name in (*FIGURES, "engagements"):
        told = [line for line in lines if line[name] is not None]
        answer[name] = sum(line[name] or 0 for line in told) if told else None
        answer[f"{name}_known"] = len(told)
    for cost, name, per, places in (
        ("cost_per_mille", "views", 1000, 0), ("cost_per_engagement", "engagements", 1, 4),
    ):  # fmt: skip
        spent = sum(line["spend"] or 0 for line in lines if line[name] is not None)
        number = answer[name]
        answer[cost] = half_up(Fraction(spent * per, number), places) if number else None
    return answer


def agrees(said: dict[str, Any], made: Iterable[Made]) -> bool:
    """Whether an answer says of these posts what is computed here."""
    wanted = sums(made)
    costs = {"cost_per_mille", "cost_per_engagement"}
    found = {
        name: Fraction(said[name]) if name in costs and said[name] is not None else said[name]
        for name in wanted
    }
    assert found == wanted
    return True
