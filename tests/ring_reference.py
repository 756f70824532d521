"""Rings by brute force, as an oracle for `app.fraud_rings`; random people, among them some who cheat together."""

from collections import defaultdict
from dataclasses import dataclass, field
from random import Random

Edge = tuple[str, int, int]
"""Kind (brings, pays, shares), tail, head; who shares an account has the edge in both directions."""
Ring = tuple[int, tuple[int, ...], tuple[str, ...]]
"""The agent, the members and the kinds of edges, both sorted."""


@dataclass
class Society:
    """People by number: who was brought by whom, which owners pay which creators, who shares an account."""

    size: int
    brought_by: dict[int, int] = field(default_factory=dict)
    paid: set[tuple[int, int]] = field(default_factory=set)
    account: dict[int, int] = field(default_factory=dict)
    planted: set[tuple[int, tuple[int, ...]]] = field(default_factory=set)
    """The agent and all members, sorted."""

    def edges(self) -> set[Edge]:
        """All of them."""
        found: set[Edge] = {("brings", agent, person) for person, agent in self.brought_by.items()}
        found |= {("pays", owner, creator) for owner, creator in self.paid}
        sharers = defaultdict(list)
        for person, account in self.account.items():
            sharers[account].append(person)
        for people in sharers.values():
            found |= {("shares", one, other) for one in people for other in people if one != other}
        return found


def rings(edges: set[Edge], depth: int) -> set[Ring]:
    """Every circle of at most `depth` edges that begins where an agent brings somebody; each once for its members."""
    out = defaultdict(list)
    for kind, tail, head in edges:
        out[tail].append((kind, head))
    kinds_of: dict[tuple[int, tuple[int, ...]], set[str]] = defaultdict(set)

    def walk(agent: int, people: list[int], kinds: list[str]) -> None:
        for kind, head in out[people[-1]]:
            if head == agent:
                kinds_of[agent, tuple(sorted(people))] |= {*kinds, kind}
            elif head not in people and len(kinds) + 1 < depth:
                walk(agent, [*people, head], [*kinds, kind])

    for kind, agent, person in edges:
        if kind == "brings":
            walk(agent, [agent, person], [kind])
    return {(agent, people, tuple(sorted(kinds))) for (agent, people), kinds in kinds_of.items()}


def society(random: Random, size: int = 30) -> Society:
    """Agents (three), owners (eight) and creators, who know nothing of each other; and planted rings."""
    made = Society(size)
    agents, owners = range(3), range(3, 11)
    for person in range(size):
        if random.random() < 0.6 and (agent := random.choice(agents)) != person:
            made.brought_by[person] = agent
        if random.random() < 0.03:
            made.account[person] = random.randrange(3)
    for owner in owners:
        # Rarely an agent works as a creator, too.
        people = [*range(11, size), *(agents if random.random() < 0.1 else ())]
        made.paid |= {(owner, creator) for creator in random.sample(people, random.randint(0, 4))}
    for number in range(random.randint(0, 2)):
        plant(random, made, number)
    return made


def plant(random: Random, made: Society, number: int) -> None:
    """A ring of two to four people who join in for it alone, so that no other plant takes an edge of it away."""
    people = list(range(made.size, made.size + random.randint(2, 4)))
    made.size += len(people)
    for place, (tail, head) in enumerate(zip(people, [*people[1:], people[0]], strict=True)):
        kind = "brings" if place == 0 else random.choice(["brings", "pays", "shares"])
        if kind == "brings":
            made.brought_by[head] = tail
        elif kind == "pays":
            made.paid.add((tail, head))
        else:
            account = made.account.get(tail, made.account.get(head, 1_000 + 10 * number + place))
            for person, holds in list(
                made.account.items()
            ):  # whoever shares with one of both shares with both
                if holds in (made.account.get(tail), made.account.get(head)):
                    made.account[person] = account
            made.account[tail] = made.account[head] = account
    made.planted.add((people[0], tuple(sorted(people))))
