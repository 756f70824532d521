"""Walks through the templates of a stage as a request, a message, an occurrence and an alarm would, link by link.

From the templates alone (and from the code, for which headers it reads): for every route from the client to the
database's login, for every queue, timer, alarm, trigger and release. What is missing is a `Broken`: it names its link.
Nothing is asked of AWS. Start at `CHAINS`; `house.py` is how a template is read, `links.py` which links there are.
"""

from collections.abc import Callable, Iterator

from infra.walk import (
    alarms,
    edge_log,
    functions,
    queues,
    realtime,
    references,
    releases,
    routes,
    schedules,
    triggers,
    ways,
)
from infra.walk.house import House
from infra.walk.links import Broken

Chain = Callable[[House], Iterator[Broken]]

CHAINS: dict[str, Chain] = {
    "references": references.walk,
    "routes": routes.walk,
    "functions": functions.walk,
    "queues": queues.walk,
    "timers": schedules.walk,
    "alarms": alarms.walk,
    "triggers": triggers.walk,
    "real time": realtime.walk,
    "clicks at the edge": edge_log.walk,
    "ways": ways.walk,
    "releases": releases.walk,
}


def walk(house: House) -> list[Broken]:
    """Every link that is missing, each once."""
    return list(dict.fromkeys(broken for chain in CHAINS.values() for broken in chain(house)))


def told(found: list[Broken]) -> Iterator[str]:
    """The same for people: what is missing in many places is one line."""
    places: dict[tuple[str, str], list[str]] = {}
    for broken in found:
        places.setdefault((broken.link, broken.says), []).append(broken.where)
    for (link, says), where in places.items():
        others = f" (and {len(where) - 1} more)" if len(where) > 1 else ""
        yield f"{where[0]}{others}: {link}: {says}"
