"""The demo's activations: what its welcome lets a phone scan, who scanned before, and what rules found odd of it."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import LiteralString
from uuid import UUID

from psycopg.types.json import Jsonb

from local.demo_acting import SEED, Story
from local.demo_deals import brand_of
from local.welcome import DEMO_CODE, DEMO_CUPS, DEMO_GATE, DEMO_SCREEN, DEMO_SCREEN_CODE

DAYS_OPEN = 365
VISITORS = 24
PROGRAMS = 3
HOURS_AGO = 40
"""Since when people scan; what is older than two days no scan may be."""
ROASTERY = {"lat": 52.51628, "lng": 13.3777, "accuracy": 15}
ELSEWHERE = {"lat": 48.85837, "lng": 2.29448, "accuracy": 15}
MADE: LiteralString = (
    "insert into activations (campaign_id, brand_id, created_by, kind, name, starts_at, ends_at, code_mode,"
    " geofence_id, fence_mode, landing_url) select id, brand_id, auth.uid(), %s, %s, now() - interval '2 days',"
    " now() + %s * interval '1 day', %s, %s, %s, destination_url from campaigns"
    " where brand_id = %s and status = 'active' order by id limit 1 returning id"
)


@dataclass(frozen=True)
class Activation:
    """One of the demo brand's, and its first code."""

    id: UUID
    code: UUID


def tell_of_activations(story: Story) -> None:
    """A code on a wall, cups on the house for a gate, and a screen in the roastery; the demo creator is a fan, too."""
    owner = story.brands[0]
    brand = brand_of(story, owner)
    with story.acting(owner):
        fence = story.value(
            "insert into geofences (brand_id, created_by, name, shape, origin_lat, origin_lng, radius_m)"
            " values (%s, auth.uid(), 'The roastery', 'circle', %s, %s, 200) returning id",
            brand, ROASTERY["lat"], ROASTERY["lng"],
        )  # fmt: skip
    wall = _launch(story, brand, ("qr", "Scan for a tasting", "static"), [DEMO_CODE])
    _launch(story, brand, ("event", "A cup on the house", "single_use"), list(DEMO_CUPS), gate=DEMO_GATE)
    screen = _launch(
        story, brand, ("event", "Tasting in the roastery", "rotating"), [DEMO_SCREEN_CODE],
        screen=DEMO_SCREEN, fence=fence,
    )  # fmt: skip
    with story.long_ago() as db:  # or nobody could have scanned before
        db.execute(
            "update activations set launched_at = starts_at, created_at = starts_at where brand_id = %s",
            (brand,),
        )
    dice = random.Random(SEED)  # noqa: S311 - a story, no secret
    now = datetime.now(UTC)
    devices = [UUID(int=dice.getrandbits(128), version=4) for _ in range(VISITORS)]
    for device in devices:
        _scan(story, wall, device, now - timedelta(minutes=dice.randrange(60 * HOURS_AGO)), dice)
    _scan(story, screen, devices[0], now - timedelta(minutes=5), dice, step=0, position=ELSEWHERE)
    for _ in range(PROGRAMS):
        _scan(story, wall, UUID(int=dice.getrandbits(128), version=4), now, dice, agent_class="program")
    _decide(story, owner, wall)
    _join(story, devices[0], story.creators[0])
    with story.acting(None):
        story.value("select app.count_scan_minutes(now() - interval '2 days', now() + interval '1 minute')")


def _launch(
    story: Story, brand: UUID, terms: tuple[str, str, str], codes: list[str], *, fence: UUID | None = None,
    gate: str | None = None, screen: str | None = None,
) -> Activation:  # fmt: skip
    """An activation (kind, name, how its codes work) that is open for a year, with links for those who stand there."""
    kind, name, mode = terms
    with story.acting(story.brands[0]) as db:
        made: UUID = story.value(
            MADE, kind, name, DAYS_OPEN, mode, fence, "flag" if fence else "off", brand
        )  # fmt: skip
        for number, code in enumerate(codes, 1):
            db.execute(
                "insert into activation_codes (activation_id, brand_id, short_code, label, max_uses)"
                " values (%s, %s, %s, %s, %s)",
                (made, brand, code, f"{name} {number}", 1 if mode == "single_use" else None),
            )
        for link, token in (("gate", gate), ("screen", screen)):
            if token is not None:
                db.execute(
                    "insert into activation_staff (activation_id, brand_id, created_by, kind, label, token_hash,"
                    " expires_at) select id, brand_id, auth.uid(), %s, 'Of the demo',"
                    " sha256(convert_to(%s, 'UTF8')), ends_at from activations where id = %s",
                    (link, token, made),
                )
        story.value("select app.launch_activation(%s)", made)
    first = story.value("select id from activation_codes where short_code = %s", codes[0])
    return Activation(made, first)


def _scan(
    story: Story, activation: Activation, device: UUID, at: datetime, dice: random.Random, **more: object
) -> None:
    """A scan as the door would tell it."""
    scan = {
        "activation_id": str(activation.id), "code_id": str(activation.code), "device_id": str(device),
        "scan_key": str(UUID(int=dice.getrandbits(128), version=4)), "source": "online", "at": at.isoformat(),
        "ticket": "valid", "step": -1, "too_young": False, "cookie_ends_on": str(story.today + timedelta(days=60)),
        "had_cookie": False, "country": "DE",
    }  # fmt: skip
    with story.acting(None):
        story.value("select verdict from app.record_scan(%s)", Jsonb(scan | more))


def _decide(story: Story, owner: UUID, activation: Activation) -> None:
    """One program was a test of the brand's own, one was none; the third waits."""
    waiting = story.db.execute(
        "select scan_id from scan_reviews where activation_id = %s order by scan_id limit 2", (activation.id,)
    ).fetchall()
    for (scan,), decision in zip(waiting, ("cleared", "confirmed"), strict=True):
        with story.acting(owner):
            story.value("select app.decide_scan_review(%s, %s, 'We looked.')", scan, decision)


def _join(story: Story, device: UUID, person: UUID) -> None:
    """Somebody's browser and their account: what was scanned is theirs."""
    story.db.execute("select app.begin_request(%s)", (Jsonb({"device": str(device)}),))
    ticket = story.value("select app.issue_fan_link_ticket()")
    story.db.execute("reset role")
    with story.acting(person):
        story.value("select app.join_fan(sha256(convert_to(%s, 'UTF8')))", ticket)
