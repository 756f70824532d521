"""Crowds that scan, made by a seed: honest ones who look alike by no fault of theirs, and six ways to cheat.

Each scan says when it was taken, within an hour of `begin`, so that nothing waits. One with `honest: True` prepares an
attack.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

BERLIN, HAMBURG, HANOVER, SINGAPORE = (
    (52.51628, 13.37770),
    (53.5503, 10.0007),
    (52.3766, 9.7410),
    (1.2897, 103.8501),
)
MOBILE_NETWORKS, PRIVATE_RELAY, RENTED = (
    (3320, 3209, 6805),
    (13335, 36183, 54113),
    (16509, 14061, 24940, 16276),
)
SECOND = timedelta(seconds=1)
Scan = dict[str, Any]


@dataclass
class Crowd:
    """Makes scans of one kind after another; `begin` is when its first was made."""

    seed: int
    begin: datetime
    dice: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)

    def id(self) -> str:
        """A new device, ticket or hash."""
        return str(UUID(int=self.dice.getrandbits(128), version=4))

    def scan(self, after: timedelta, **said: Any) -> Scan:
        """Somebody honest at the Brandenburg Gate with a phone of their own, unless `said` says more."""
        usual: Scan = {
            "scan_key": self.id(), "device_id": self.id(), "at": (self.begin + after).isoformat(),
            "step": 58_000_000 + after // (30 * SECOND),
            "source": "online", "ticket": "valid", "too_young": False, "had_cookie": False, "agent_class": "mobile",
            "country": "DE", "asn": self.dice.choice(MOBILE_NETWORKS), "visitor_hash": self.id(),
            "position": self.near(BERLIN),
        }  # fmt: skip
        return usual | said

    def near(self, place: tuple[float, float], accuracy: float | None = None) -> Scan:
        """A place within some fifty metres, as exact as phones say."""
        lat, lng = (degrees + self.dice.gauss(0, 0.0003) for degrees in place)
        return {"lat": lat, "lng": lng, "accuracy": accuracy or self.dice.choice((5, 8, 12, 20, 35, 65, 150))}

    def honest(self) -> Iterator[Scan]:
        """A stadium behind one address, Private Relay, coarse places, families, a train, tourists, late gates."""
        yield from self._stadium()
        yield from self._relay()
        yield from self._coarse()
        yield from self._families()
        yield from self._train()
        yield from self._travellers()

    def _stadium(self) -> Iterator[Scan]:
        """400 with ten kinds of browser behind one address."""
        browsers = [self.id() for _ in range(10)]
        for number in range(400):
            yield self.scan(number * SECOND / 2, visitor_hash=self.dice.choice(browsers))

    def _relay(self) -> Iterator[Scan]:
        """One kind of browser behind a few addresses, as all telephones of one make are."""
        browsers = [self.id() for _ in range(3)]
        for number in range(150):
            yield self.scan(
                number * SECOND, asn=self.dice.choice(PRIVATE_RELAY), visitor_hash=self.dice.choice(browsers)
            )

    def _coarse(self) -> Iterator[Scan]:
        """The network's one place of all of them, kilometres wide; the door makes no hash of such a one."""
        for number in range(150):
            yield self.scan(number * SECOND, position={"lat": 52.52, "lng": 13.4, "accuracy": 2_000})

    def _families(self) -> Iterator[Scan]:
        """Four people, one telephone, a minute apart."""
        for family in range(30):
            device = self.id()
            for member in range(4):
                yield self.scan((family + 60 * member) * SECOND, device_id=device, had_cookie=member > 0)

    def _train(self) -> Iterator[Scan]:
        """From Hanover on at 300 km/h and some posters on the way, places jumping as they do in trains."""
        for number in range(40):
            device = self.id()
            for stop in range(4):
                way = stop * 25 / 250
                accuracy = self.dice.choice((20, 200, 1_500))
                there = [
                    a + (b - a) * way + self.dice.uniform(-1, 1) * accuracy / 111_000
                    for a, b in zip(HANOVER, BERLIN, strict=True)
                ]
                yield self.scan(
                    (number + 300 * stop) * SECOND, device_id=device, had_cookie=stop > 0,
                    position={"lat": there[0], "lng": there[1], "accuracy": accuracy},
                )  # fmt: skip

    def _travellers(self) -> Iterator[Scan]:
        """Visitors with SIM cards of other countries, few of them by a rented machine at home; companies' ways out."""
        for number in range(60):
            asn = self.dice.choice(RENTED if self.dice.random() < 0.03 else MOBILE_NETWORKS)
            yield self.scan(number * SECOND, country=self.dice.choice(("FR", "PL", "US")), asn=asn)
        for number in range(40):
            yield self.scan(number * SECOND, asn=self.dice.choice(RENTED), agent_class="desktop")

    def attacks(self) -> dict[str, list[Scan]]:
        """Scans that cheat, by how they do."""
        return {
            "replay": list(self._replay()), "old proofs": list(self._old_proofs()), "teleport": list(self._teleport()),
            "copied place": list(self._copied_place()), "headless farm": list(self._farm()),
            "datacenter burst": list(self._burst()),
        }  # fmt: skip

    def _replay(self) -> Iterator[Scan]:
        """A ticket is used, and then passed round: one honest scan, forty that are none."""
        first = self.scan(timedelta())
        yield first | {"honest": True}
        for number in range(1, 41):
            yield self.scan(number * SECOND, scan_key=first["scan_key"])

    def _old_proofs(self) -> Iterator[Scan]:
        """A picture of yesterday's screen."""
        for number in range(40):
            yield self.scan(number * SECOND, step=-2)

    def _teleport(self) -> Iterator[Scan]:
        """One device that says to be everywhere within the hour."""
        for number in range(10):
            device = self.id()
            for stop, place in enumerate((BERLIN, SINGAPORE, HAMBURG, SINGAPORE, BERLIN)):
                yield self.scan(
                    (number + 480 * stop) * SECOND, device_id=device, had_cookie=stop > 0,
                    position=self.near(place, 10), honest=stop == 0,
                )  # fmt: skip

    def _copied_place(self) -> Iterator[Scan]:
        """One place to the last digit, from abroad; before twenty have named it nobody can know."""
        place, copied = self.id(), {"lat": BERLIN[0], "lng": BERLIN[1], "accuracy": 5}
        for number in range(200):
            yield self.scan(
                number * SECOND, position=copied, place_hash=place, country=self.dice.choice(("VN", "IN", "BR")),
            )  # fmt: skip

    def _farm(self) -> Iterator[Scan]:
        """Browsers without a window; one in twenty pretends to have one."""
        for number in range(80):
            said = "mobile" if self.dice.random() < 0.05 else "program"
            yield self.scan(number * SECOND, agent_class=said)

    def _burst(self) -> Iterator[Scan]:
        """Out of a rented machine, without cookies, one kind of browser; the first thirty are not many yet."""
        visitor = self.id()
        for number in range(300):
            yield self.scan(
                number * SECOND, visitor_hash=visitor, asn=self.dice.choice(RENTED), agent_class="desktop",
                position=None,
            )  # fmt: skip
