"""What the engine would grant for facts that it says how it counts: the same rules, in memory, for one trigger.

A person's facts come in their order, so days only go on: a streak, or a rolling window, ends with the fact at hand.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Literal

Level = int
Grant = tuple[Level, str]
"""A level, and the period of the award."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a version says: how it counts, its levels (rising), and what limits it."""

    what: Literal["events", "sum", "distinct", "streak_days"]
    window: str
    levels: Sequence[Level]
    cooldown: timedelta | None
    per_subject_max: int | None

    @property
    def rolling_days(self) -> int | None:
        """How many days a rolling window has; None: it is another window."""
        return int(self.window[len("rolling:") : -1]) if self.window.startswith("rolling:") else None

    @property
    def has_rounds(self) -> bool:
        """Whether counting begins anew when the highest level was granted."""
        return self.cooldown is not None and (self.window == "lifetime" or self.rolling_days is not None)


@dataclass(frozen=True, slots=True)
class CountedFact:
    """How a fact counts (`app.count_of`), and what is known of its person (see `app.dry_run_facts`)."""

    person: int
    at: datetime
    period: str
    award_period: str
    member: str | None
    value: int
    granted: list[list[object]] | None
    waits: bool
    is_refused: bool


@dataclass(slots=True)
class Outcome:
    """Awards by level; people who get some, and those who reached a level and wait; facts that count."""

    levels: Counter[Level] = field(default_factory=Counter)
    people: int = 0
    waiting: int = 0
    facts: int = 0


def simulate(plan: Plan, facts: Iterable[CountedFact]) -> Outcome:
    """What a backfill of these facts would grant; they come person by person, and of each in their order."""
    outcome = Outcome()
    for _, own in groupby(facts, key=lambda fact: fact.person):
        one = _Person(plan)
        for fact in own:
            one.count(fact)
        outcome.facts += one.facts
        outcome.levels.update(level for level, _ in one.gets)
        outcome.people += bool(one.gets)
        outcome.waiting += one.is_waiting
    return outcome


class _Person:
    """Where somebody stands after some of their facts."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.facts = 0
        self.has: set[Grant] | None = None
        self.gets: list[Grant] = []
        self.is_waiting = False
        self._rests_until: datetime | None = None
        self._rounds = 0
        self._sums: Counter[str] = Counter()
        self._members: dict[str, set[str]] = {}
        self._streaks: Counter[str] = Counter()

    def count(self, fact: CountedFact) -> None:
        """Count a fact, and grant what it reaches."""
        if self.has is None:
            self.has = {(int(str(level)), str(period)) for level, period in fact.granted or ()}
        if self._rests_until is not None and fact.at < self._rests_until:
            return
        self.facts += 1
        period, award_period = fact.period, fact.award_period
        if self.plan.has_rounds:
            award_period = str(int(award_period) + self._rounds)
            period = award_period if self.plan.rolling_days is None else period
        reached = self._reach(period, fact)
        for level in self.plan.levels:
            if level <= reached and (level, award_period) not in self.has and not fact.is_refused:
                self._grant((level, award_period), fact)

    def _grant(self, grant: Grant, fact: CountedFact) -> None:
        assert self.has is not None
        most = self.plan.per_subject_max
        if most is not None and len(self.has) >= most:
            return
        if fact.waits:
            self.is_waiting = True
            return
        self.has.add(grant)
        self.gets.append(grant)
        if self.plan.cooldown is not None:
            self._rests_until = fact.at + self.plan.cooldown
        self._rounds += self.plan.has_rounds and grant[0] == self.plan.levels[-1]

    def _reach(self, period: str, fact: CountedFact) -> int:
        """What the counter of the period is with this fact."""
        if self.plan.what == "streak_days":
            return self._streak(period, fact.member or "")
        if self.plan.what == "distinct":
            members = self._members.setdefault(period, set())
            members.add(fact.member or "")
            return len(members)
        self._sums[period] += fact.value
        days = self.plan.rolling_days
        if days is None:
            return self._sums[period]
        last = date.fromisoformat(period)
        return sum(self._sums[(last - timedelta(days=back)).isoformat()] for back in range(days))

    def _streak(self, period: str, day: str) -> int:
        """The most days in a row up to now: a new day goes on with the run of the day before."""
        days = self._members.setdefault(period, set())
        if day not in days:
            days.add(day)
            run, before = 1, date.fromisoformat(day) - timedelta(days=1)
            while before.isoformat() in days:
                run, before = run + 1, before - timedelta(days=1)
            self._streaks[period] = max(self._streaks[period], run)
        return self._streaks[period]
