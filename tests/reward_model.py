"""What the engine of rewards should do, in plain Python: facts in the order of their application, no database.

Written from the contract, not from the SQL: days are sets, streaks are walked, windows are summed anew each time.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Period = tuple[str, int, str]
"""The trigger's key, the person, the period of a counter."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What person number `person` did; `reverses`: it takes back the last such deed of that reference before it."""

    person: int
    at: datetime
    data: Mapping[str, Any]
    reference: str
    reverses: bool = False


@dataclass(slots=True)
class Award:
    """What was granted; `cause`: the place of the fact that did it."""

    trigger: str
    person: int
    level: int
    period: str
    cause: int | None
    revoked: bool = False


@dataclass(slots=True)
class Model:
    """The state after some facts were applied. `triggers`: definitions by key; `zones`: of each person."""

    triggers: Mapping[str, Mapping[str, Any]]
    zones: Sequence[str]
    facts: Sequence[Fact]
    applied: set[int] = field(default_factory=set)
    counted: dict[int, list[tuple[Period, str | None, int]]] = field(default_factory=dict)
    sums: dict[Period, int] = field(default_factory=dict)
    members: dict[Period, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    awards: list[Award] = field(default_factory=list)
    unlocked: set[tuple[int, str]] = field(default_factory=set)

    def apply(self, place: int) -> None:
        """Apply a fact; what was applied before changes nothing."""
        if place in self.applied:
            return
        self.applied.add(place)
        fact = self.facts[place]
        if not fact.reverses:
            self._count(place)
            return
        original = self.reversed_by(place)
        if original is not None:
            self.apply(original)
            self._take_back(original)

    def unlock(self, person: int, achievement: str) -> None:
        """Somebody has what triggers require: what waited for it is granted."""
        self.unlocked.add((person, achievement))
        for key, definition in self.triggers.items():
            if achievement in definition.get("requires", ()):
                for period in sorted(p for p in self.sums if p[0] == key and p[1] == person):
                    self._grant(period, None)

    def value(self, period: Period) -> int:
        """What a counter shows."""
        what = self.triggers[period[0]]["count"]["what"]
        if what == "distinct":
            return len(self.members[period])
        if what == "streak_days":
            return _longest([date.fromisoformat(day) for day in self.members[period]])
        return self.sums[period]

    def reversed_by(self, place: int) -> int | None:
        """The place of the fact that a reversal takes back."""
        reversal = self.facts[place]
        before = [
            (fact.at, n)
            for n, fact in enumerate(self.facts)
            if not fact.reverses
            and (fact.person, fact.reference) == (reversal.person, reversal.reference)
            and (fact.at, n) < (reversal.at, place)
        ]
        return max(before)[1] if before else None

    def _count(self, place: int) -> None:
        fact = self.facts[place]
        self.counted[place] = []
        for key, definition in self.triggers.items():
            if not self._is_asked_for(definition, fact) or self._rests(key, fact):
                continue
            what, zone = definition["count"]["what"], self._zone(definition, fact)
            period = (key, fact.person, self._period(key, definition, fact))
            member = {"distinct": fact.data.get("platform"), "streak_days": _day(fact.at, zone)}.get(what)
            value = int(fact.data["price"]) if what == "sum" else 1
            self.counted[place].append((period, member, value))
            self.sums[period] = self.sums.get(period, 0) + (0 if member else value)
            if member:
                self.members[period][member] += 1
            self._grant(period, place)

    def _take_back(self, original: int) -> None:
        taken = self.counted.get(original, [])
        for period, member, value in taken:
            if member is None:
                self.sums[period] -= value
            else:
                self.members[period][member] -= 1
                self.members[period] = +self.members[period]
        self.counted[original] = []
        touched = {period[:2] for period, _, _ in taken}
        for award in self.awards:
            if (award.trigger, award.person) in touched and not award.revoked:
                award.revoked = self._reach(award) < award.level

    def _grant(self, period: Period, cause: int | None) -> None:
        key, person, _ = period
        definition = self.triggers[key]
        if any((person, needed) not in self.unlocked for needed in definition.get("requires", ())):
            return
        named = period[2] if not definition["window"].startswith("rolling") else self._round(key, person)
        reached = self._rolling(period) if definition["window"].startswith("rolling") else self.value(period)
        for level in definition["levels"]:
            own = [a for a in self.awards if (a.trigger, a.person) == (key, person)]
            if (
                level <= reached
                and not any((a.level, a.period) == (level, named) for a in own)
                and len(own) < definition.get("per_subject_max", 10**9)
            ):
                self.awards.append(Award(key, person, level, named, cause))

    def _reach(self, award: Award) -> int:
        if self.triggers[award.trigger]["window"].startswith("rolling"):
            days = [p for p in self.sums if p[:2] == (award.trigger, award.person)]
            return max(map(self._rolling, days))
        return self.value((award.trigger, award.person, award.period))

    def _rolling(self, period: Period) -> int:
        """The best of all windows that end at a day of something counted, and hold the day of `period`."""
        key, person, day = period
        length = int(self.triggers[key]["window"][len("rolling:") : -1])
        here = date.fromisoformat(day)
        days = {date.fromisoformat(p[2]): v for p, v in self.sums.items() if p[:2] == (key, person)}
        return max(
            sum(v for d, v in days.items() if end - timedelta(days=length - 1) <= d <= end)
            for end in days
            if here <= end < here + timedelta(days=length)
        )

    def _is_asked_for(self, definition: Mapping[str, Any], fact: Fact) -> bool:
        asked = all(
            fact.data[one["field"]] == one["value"]
            if one["op"] == "eq"
            else fact.data[one["field"]] >= one["value"]
            for one in definition.get("where", ())
        )
        here = definition["window"] != "campaign" or "campaign_id" in fact.data
        return asked and here and definition.get("who", fact.data["role"]) == fact.data["role"]

    def _rests(self, key: str, fact: Fact) -> bool:
        days = self.triggers[key].get("cooldown")
        own = [a for a in self.awards if (a.trigger, a.person) == (key, fact.person)]
        if days is None or not own or own[-1].cause is None:
            return False
        return fact.at < self.facts[own[-1].cause].at + timedelta(days=int(days[1:-1]))

    def _round(self, key: str, person: int) -> str:
        if "cooldown" not in self.triggers[key]:
            return "all"
        last = max(self.triggers[key]["levels"])
        return str(1 + sum((a.trigger, a.person, a.level) == (key, person, last) for a in self.awards))

    def _zone(self, definition: Mapping[str, Any], fact: Fact) -> ZoneInfo:
        named = definition.get("time_zone", "user")
        return ZoneInfo(self.zones[fact.person] if named == "user" else named)

    def _period(self, key: str, definition: Mapping[str, Any], fact: Fact) -> str:
        local = fact.at.astimezone(self._zone(definition, fact))
        window: str = definition["window"]
        if window.startswith("rolling") or window == "day":
            return local.date().isoformat()
        year, week, _ = local.isocalendar()
        named: dict[str, str] = {
            "lifetime": self._round(key, fact.person), "week": f"{year}-W{week:02}",
            "month": f"{local.year}-{local.month:02}", "campaign": fact.data.get("campaign_id", ""),
        }  # fmt: skip
        return named[window]


def _day(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).date().isoformat()


def _longest(days: list[date]) -> int:
    there, best = set(days), 0
    for day in there:
        length = 0
        while day + timedelta(days=length) in there:
            length += 1
        best = max(best, length)
    return best
