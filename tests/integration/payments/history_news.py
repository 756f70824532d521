"""How Stripe's word reaches us in a random history: in any order, twice, late or never, among what is none of ours."""

import json
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any, get_args

from stripe.events import _event_classes
from stripe.params._webhook_endpoint_create_params import WebhookEndpointCreateParams

from common.adapters.payments.choice import payment_adapter
from common.adapters.payments.events import provider_event
from common.adapters.payments.stub_store import Body, make, select_bodies
from payments.events.read import read_event
from payments.events.repository import StoredEvent
from payments.events.service import HANDLERS, handle_due_events, receive
from tests.integration.payments.dying_workers import worker_dies
from tests.integration.payments.history_scene import Scene

_ENABLED = get_args(get_args(WebhookEndpointCreateParams.__annotations__["enabled_events"])[0])
EVENT_TYPES = tuple(sorted({*_ENABLED, *_event_classes._V2_EVENT_CLASS_LOOKUP} - {"*"}))
"""Every type that the SDK names: classic events, and thin ones."""
ASKED = ("get_payment_intent", "list_refunds", "get_dispute", "get_transfer", "get_account")
LOST = 0.15
TWICE = 0.2
OURS = ("payment_intent", "refund", "dispute", "transfer", "account", "customer", "fraud_warning")
SHAPES: tuple[Any, ...] = ({}, {"id": None}, {"id": ["pi_1"], "payment_intent": {"id": 7}}, None, "pi_1", [1])
"""What no object of Stripe looks like."""


@dataclass
class News:
    """The post of one history; `types` are told of it beside its own events."""

    scene: Scene
    types: list[str]
    seen: int = 0
    bag: list[Body] = field(default_factory=list)
    """On its way."""
    told: list[Body] = field(default_factory=list)
    noise: dict[str, bool] = field(default_factory=dict)
    """Events beside its own: whether they are about something of ours."""

    def arrive(self) -> None:
        """Some of what is on its way, in any order; some of it again; then, mostly, the worker."""
        dice = self.scene.dice
        self._collect()
        dice.shuffle(self.bag)
        for _ in range(dice.randint(0, len(self.bag))):
            self._deliver(self.bag.pop())
        if self.told and dice.random() < TWICE:
            self._deliver(dice.choice(self.told))
        if self.types and dice.random() < 0.5:
            self._deliver(self._about_anything(self.types.pop()))
        if dice.random() < 0.7:
            self._work()
        if self.told and dice.random() < 0.4:
            self._be_slow(dice.choice(self.told[-4:]))

    def tell_the_rest(self) -> None:
        """The types that nobody has been told of yet."""
        while self.types:
            self._deliver(self._about_anything(self.types.pop()))

    def _work(self) -> None:
        """The worker; now and then it dies while it asks Stripe, and leaves what it has claimed."""
        dice = self.scene.dice
        dies = (
            worker_dies(dice.choice(ASKED), dice.choice(("before", "after"))) if dice.random() < 0.1 else None
        )
        with dies or nullcontext():
            handle_due_events()

    def _collect(self) -> None:
        events = select_bodies("event", None, None)
        for event in events[self.seen :]:
            if self.scene.dice.random() >= LOST:
                self.bag += [event] * (2 if self.scene.dice.random() < TWICE else 1)
        self.seen = len(events)

    def _deliver(self, event: Body) -> None:
        receive(read_event(json.dumps(event).encode()))
        self.told.append(event)

    def _be_slow(self, event: Body) -> None:
        """A worker asks Stripe now, and books what it heard some other time."""
        known = provider_event(event)
        if known.type in HANDLERS and known.object_id and event["id"] not in self.noise:
            stored = StoredEvent(known.id, known.type, known.account_id, known.object_id, known.payload, 1)
            self.scene.slow.append(HANDLERS[known.type](payment_adapter(), stored))

    def _about_anything(self, event_type: str) -> Body:
        """An event about something of ours, of somebody else's, or about nothing that can be read."""
        dice = self.scene.dice
        event_id = f"evt_noise_{dice.getrandbits(64):x}"
        about, is_ours = self._object()
        self.noise[event_id] = is_ours
        event: Body = {"id": event_id, "type": event_type, "data": {"object": about}}
        if event_type.startswith("v2."):
            event = {"id": event_id, "type": event_type, "related_object": about}
        if dice.random() < 0.3:
            account = self.scene.some("account")
            self.noise[event_id] = is_ours or account is not None
            event["account"] = account["id"] if account else "acct_foreign"
        return event

    def _object(self) -> tuple[Any, bool]:
        dice = self.scene.dice
        kind = dice.choice(OURS)
        found = self.scene.some(kind)
        chance = dice.random()
        if found is not None and chance < 0.5:
            return found, True
        if chance < 0.65:
            return dice.choice(SHAPES), False
        if chance < 0.75:  # another system shares the account
            return make("payment_intent", "pi", None, _foreign_intent()).body, False
        return {"id": f"{kind}_foreign", "object": kind, "payment_intent": "pi_foreign"}, False


def _foreign_intent() -> Body:
    return {
        "status": "requires_action", "amount": 700, "amount_received": 0, "currency": "usd", "customer": None,
        "charge_id": None, "deposit_id": None, "failure": None, "looks": 0,
    }  # fmt: skip
