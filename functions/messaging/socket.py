"""Entry of AppSync Events: it asks whether a person may listen to a channel; null is yes, `{"error": …}` is no.

Powertools takes a path that has no resolver for allowed. So the last resolver takes every path, and refuses; and what
it would not take (its pattern knows no line break, and wants the slash) is refused before. Powertools' own
`UnauthorizedException` would be an error of this Lambda: what is raised here is another one, which becomes the answer.
"""

import re
from typing import Any

from aws_lambda_powertools.event_handler.events_appsync import AppSyncEventsResolver

from common.telemetry import logger
from messaging.subscriptions import service

app = AppSyncEventsResolver()  # type: ignore[no-untyped-call]
PATH = re.compile(r"(?:/[0-9A-Za-z-]{1,50}){1,5}", re.ASCII)
"""A channel of AppSync, without the wildcard, which nobody here may use."""
REFUSED = {"error": f"SubscriptionRefused - {service.SubscriptionRefused()}"}
ONLY_SUBSCRIPTIONS = {"error": "PublishRefused - Nobody publishes here but the platform itself."}


@app.on_subscribe(f"/{service.NAMESPACE}/*")
def listen_to_own_channel() -> None:
    """`/users/{user_id}/{key}`."""
    event = app.current_event.raw_event
    service.admit(event["info"], event.get("identity"))


@app.on_subscribe("/*")
def listen_to_another() -> None:
    """Everything else."""
    raise service.SubscriptionRefused


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, str] | None:
    """Answer one subscription. An event that cannot be read is refused, too, and logged."""
    try:
        if event["info"]["operation"] != "SUBSCRIBE":
            return ONLY_SUBSCRIPTIONS
        if not PATH.fullmatch(event["info"]["channel"]["path"]):
            return REFUSED
        answer: dict[str, str] | None = app.resolve(event, context)
    except (KeyError, TypeError, AttributeError):
        logger().exception("an event of the push service cannot be read")
        return REFUSED
    return answer
