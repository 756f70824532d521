"""What is read out of an event's body, by webhook and by list: its id and type, and the ids of what it is about.

Everything else may have any shape. Apart from the adapter: the webhook must not wait for the SDK.
"""

from typing import Any

from common.adapters.payments.port import ProviderEvent

LONGEST_ID = 255
"""Stripe promises no id longer than this, and an index has no room for a much longer one."""


class NoEvent(ValueError):
    """The body is not an event."""


def provider_event(body: Any) -> ProviderEvent:
    """The event in a body: with its object (`data.object`), or thin, with a reference to it. Raises `NoEvent`."""
    if not isinstance(body, dict):
        raise NoEvent
    event_id, event_type = _text(body.get("id")), _text(body.get("type"))
    if event_id is None or event_type is None or not event_id.startswith("evt_"):
        raise NoEvent
    about = object_of(body) or _dict(body.get("related_object"))
    return ProviderEvent(event_id, event_type, id_of(about), id_of(body.get("account")), body)


def object_of(body: dict[str, Any]) -> dict[str, Any]:
    """The object that came with an event, as it was then; empty for a thin event."""
    return _dict(_dict(body.get("data")).get("object"))


def id_of(reference: Any) -> str | None:
    """An id, given as such or in its object; None where there is none."""
    return _text(reference.get("id") if isinstance(reference, dict) else reference)


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and 0 < len(value) <= LONGEST_ID else None
