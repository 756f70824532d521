"""Entry of AppSync Events: it asks whether a person may listen to a channel; null is yes, `{"error": …}` is no.

Powertools takes a path that has no resolver for allowed, so the last one takes every path, and refuses. Its
`UnauthorizedException` would be an error of this Lambda: what is raised here is another one, which becomes the answer.
"""

from typing import Any

from aws_lambda_powertools.event_handler.events_appsync import AppSyncEventsResolver

from common.telemetry import logger
from messaging.subscriptions import service

app = AppSyncEventsResolver()
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
        answer: dict[str, str] | None = app.resolve(event, context)
    except (KeyError, TypeError, AttributeError):
        logger().exception("an event of the push service cannot be read")
        return {"error": str(service.SubscriptionRefused())}
    return answer
