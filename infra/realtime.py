"""What the map must say of real time before anything is built: who is asked, who publishes, who knows the domains."""

from collections.abc import Callable

from infra.capacity import deployed
from infra.topology.types import Function, Topology

HTTP_DOMAIN, SOCKET_DOMAIN = "REALTIME_HTTP_DOMAIN", "REALTIME_SOCKET_DOMAIN"


class RealtimeIsNotWhole(ValueError):
    """Nobody says who may listen, more than one does, or whoever publishes lacks, or has, what it should not."""


def check_realtime(topology: Topology) -> None:
    """Raise `RealtimeIsNotWhole` unless one function answers subscriptions and another one publishes."""
    answering = _only(topology, "answers subscriptions", lambda one: one.answers_subscriptions)
    publishing = _only(topology, "publishes", lambda one: one.publishes)
    if answering is publishing:
        raise RealtimeIsNotWhole(f"{answering.name} publishes and says who may listen: let two roles do it.")
    if answering.routes or answering.queues or answering.schedules:
        raise RealtimeIsNotWhole(f"{answering.name} answers subscriptions, and is woken by something else.")
    if answering.database_login is None:
        raise RealtimeIsNotWhole(f"{answering.name} has no login: it could not know whose channel it is.")
    if HTTP_DOMAIN not in publishing.environment:
        raise RealtimeIsNotWhole(f"{publishing.name} publishes and does not know where: {HTTP_DOMAIN}.")
    if not any(SOCKET_DOMAIN in one.environment for one in deployed(topology) if one.routes):
        raise RealtimeIsNotWhole(f"no function with routes tells people where to connect: {SOCKET_DOMAIN}.")


def _only(topology: Topology, does: str, is_it: Callable[[Function], bool]) -> Function:
    found = [function for function in deployed(topology) if is_it(function)]
    if len(found) != 1:
        names = ", ".join(one.name for one in found) or "none"
        raise RealtimeIsNotWhole(f"one function {does}, not {len(found)}: {names}.")
    return found[0]
