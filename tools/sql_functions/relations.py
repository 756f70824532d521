"""Who calls whom inside the database, who writes what, and which triggers answer."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tools.sql_functions.catalog import Catalog, Trigger
from tools.sql_functions.python_rooms import ROOT, Room, statements
from tools.sql_functions.statements import Mentions, Write, mentions

MIGRATIONS = ROOT / "database" / "migrations"
VOCABULARY = frozenset({"app.touch_updated_at", "app.audit_changes"})
"""Triggers that stand on nearly every table: said once, not at every function."""


@dataclass(frozen=True)
class Relations:
    """Everything that is drawn from the catalog, the Python sources and the migrations."""

    catalog: Catalog
    inside: dict[str, Mentions]
    """What each function does, by its full name."""
    rooms: dict[Room, Mentions]
    """What each Python function does, where it does anything."""
    expressions: dict[tuple[str, str], frozenset[str]]
    """The functions that policies, constraints and the like of a place call, by kind and place."""
    migrations: frozenset[str]
    """The functions that migrations call."""

    def python_callers(self, function: str) -> list[Room]:
        """Python functions that name it."""
        return sorted(room for room, found in self.rooms.items() if function in found.calls)

    def sql_callers(self, function: str) -> list[str]:
        """Other functions that call it."""
        return [name for name, found in self.inside.items() if function in found.calls and name != function]

    def expression_callers(self, function: str) -> dict[str, list[str]]:
        """The places whose policies, constraints, … call it, by kind."""
        found = defaultdict(list)
        for (kind, place), calls in self.expressions.items():
            if function in calls:
                found[kind].append(place)
        return dict(found)

    def events_of(self, function: str) -> list[Trigger]:
        """The triggers that run it."""
        return [trigger for trigger in self.catalog.triggers if trigger.function == function]

    def answers_to(self, writes: Iterable[Write]) -> list[Trigger]:
        """The triggers that may answer these writes. Their WHEN is not weighed; the vocabulary is left out."""
        writes = list(writes)
        return [
            trigger
            for trigger in self.catalog.triggers
            if trigger.function not in VOCABULARY and any(_answers(trigger, write) for write in writes)
        ]

    def reached_by(self, function: str) -> set[str]:
        """All functions that a call of it may run, itself excluded: what it calls, and the triggers it wakes."""
        reached: set[str] = set()
        waiting = [function]
        while waiting:
            found = self.inside[waiting.pop()]
            woken = {trigger.function for trigger in self.answers_to(found.writes)}
            new = (found.calls | woken) - reached - {function}
            reached |= new
            waiting += new
        return reached

    def uncalled(self) -> list[str]:
        """Functions that nobody calls: neither Python nor SQL, no trigger, no expression, no migration."""
        called = self.migrations.union(
            *(found.calls for found in self.rooms.values()),
            *(found.calls - {name} for name, found in self.inside.items()),
            *self.expressions.values(),
            {trigger.function for trigger in self.catalog.triggers},
        )
        return sorted(set(self.catalog.functions) - called)


def relate(catalog: Catalog, migrations: Path = MIGRATIONS) -> Relations:
    """Read the sources against the catalog."""
    tables, functions = set(catalog.tables), set(catalog.functions)
    said: dict[Room, list[str]] = defaultdict(list)
    for room, text in statements():
        said[room].append(text)
    rooms = {room: mentions(" ; ".join(texts), tables, functions) for room, texts in said.items()}
    expressions: dict[tuple[str, str], frozenset[str]] = defaultdict(frozenset)
    for each in catalog.expressions:
        expressions[each.kind, each.place] |= mentions(each.text, tables, functions).calls
    return Relations(
        catalog,
        {name: mentions(each.body, tables, functions) for name, each in catalog.functions.items()},
        {room: found for room, found in rooms.items() if found.reads or found.writes or found.calls},
        dict(expressions),
        frozenset().union(
            *(mentions(path.read_text(), tables, functions).calls for path in migrations.glob("*.sql"))
        ),
    )


def _answers(trigger: Trigger, write: Write) -> bool:
    if trigger.table != write.table or write.operation not in trigger.operations:
        return False
    is_of_columns = write.operation == "update" and trigger.columns
    return not is_of_columns or not write.words.isdisjoint(trigger.columns)
