"""What several pages of the map use: throttles, names of secrets, shapes of routes."""

from infra.topology.types import Route, Throttle

SIGN_IN_THROTTLE = Throttle(requests_per_second=20, burst=40)
PLATFORMS = ("INSTAGRAM", "TIKTOK", "TWITTER", "LINKEDIN", "YOUTUBE")
SOCIAL_SECRETS = tuple(f"{platform}_CLIENT_{part}" for platform in PLATFORMS for part in ("ID", "SECRET"))
INTEGRATION_SECRETS = (
    "STRIPE_SECRET_KEY",
    "STRIPE_WEBHOOK_SECRET",
    "RESEND_API_KEY",
    "RESEND_FROM_EMAIL",
    "RESEND_WEBHOOK_SECRET",
    "UNSUBSCRIBE_SIGNING_KEY",
    *SOCIAL_SECRETS,
)


# CloudFormation takes 500 resources in a stack, and each method of a path is one (ANY is five: a route that caught
# the browsers' OPTIONS would ask them for a token). So a path gets ANY only where a capability needs many methods.
def edge(name: str) -> tuple[Route, Route]:
    """An edge function: POST with an `action`, GET with `?action=`."""
    path = f"/functions/v1/{name}"
    return Route(method="GET", path=path), Route(method="POST", path=path)


def resource(path: str) -> tuple[Route, Route, Route]:
    """A collection, which is listed and added to, and everything below it."""
    return (
        Route(method="GET", path=path),
        Route(method="POST", path=path),
        Route(method="ANY", path=f"{path}/{{proxy+}}"),
    )
