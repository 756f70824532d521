"""What each integration is in this stage: live, a stub, or off, and why. One rule for everyone who asks.

On a laptop a missing or malformed key means the stub. In a deployed stage nothing is pretended and it is off, but for a
stub that needs no laptop: it stands in for every stage before `prod`.
"""

from dataclasses import dataclass
from typing import Literal

from common.secrets import integration_secret
from common.settings import Stage, optional, settings

Mode = Literal["live", "stub", "off"]
PLATFORMS = ("instagram", "tiktok", "twitter", "linkedin", "youtube")


@dataclass(frozen=True, slots=True)
class Integration:
    """An integration and the secrets it needs; `prefixes` are those of a real value of the first secret.

    `pretended_in`: the stages in which its stub can stand in.
    """

    name: str
    secrets: tuple[str, ...]
    prefixes: tuple[str, ...] = ()
    pretended_in: frozenset[Stage] = frozenset({Stage.LOCAL})


@dataclass(frozen=True, slots=True)
class Availability:
    """How an integration works here. `reason` names a missing secret, never a value; empty where it is live."""

    name: str
    mode: Mode
    reason: str


INTEGRATIONS = (
    Integration("payments", ("STRIPE_SECRET_KEY",), ("sk_", "rk_"), frozenset(Stage) - {Stage.PROD}),
    Integration("payments.events", ("STRIPE_WEBHOOK_SECRET",), ("whsec_",)),
    Integration("email", ("RESEND_API_KEY", "RESEND_FROM_EMAIL"), ("re_",)),
    Integration("email.bounces", ("RESEND_WEBHOOK_SECRET",), ("whsec_",)),
    Integration("exchange_rates", ("EXCHANGE_RATES_URL",), ("https://",), frozenset(Stage) - {Stage.PROD}),
    Integration("email.unsubscribe", ("UNSUBSCRIBE_SIGNING_KEY",)),
    Integration("activations", ("ACTIVATIONS_KEY",)),
    *(
        Integration(f"social.{name}", (f"{name.upper()}_CLIENT_ID", f"{name.upper()}_CLIENT_SECRET"))
        for name in PLATFORMS
    ),
)
SECRETS = tuple(secret for integration in INTEGRATIONS for secret in integration.secrets)


def integration(name: str) -> Integration:
    """The integration called `name`; `KeyError` where there is none."""
    return {integration.name: integration for integration in INTEGRATIONS}[name]


def availability_of(integration: Integration) -> Availability:
    """How `integration` works in this stage."""
    reason = _what_is_missing(integration)
    if not reason:
        return Availability(integration.name, "live", "")
    return Availability(
        integration.name, "stub" if settings().stage in integration.pretended_in else "off", reason
    )


def availabilities() -> list[Availability]:
    """All integrations, who signs people in, who holds their open connections, and who signs badges."""
    provider = "Passwords and tokens of this machine." if settings().stage is Stage.LOCAL else ""
    identity = Availability("identity", "stub" if provider else "live", provider)
    return [
        identity,
        *(availability_of(integration) for integration in INTEGRATIONS),
        realtime_availability(),
        badges_availability(),
    ]


def realtime_availability() -> Availability:
    """Open connections: by the addresses that the stage has given itself, which are no secrets."""
    is_local = settings().stage is Stage.LOCAL
    for name in ("REALTIME_HTTP_DOMAIN", *(("REALTIME_LOCAL_KEY",) if is_local else ())):
        if optional(name) is None:
            return Availability("realtime", "off", f"{name} is missing.")
    return Availability("realtime", "stub" if is_local else "live", "Emulated." if is_local else "")


def badges_availability() -> Availability:
    """Who signs badges: the stage's key, which is no secret, or that of a laptop."""
    is_local = settings().stage is Stage.LOCAL
    name = "LOCAL_BADGE_KEY" if is_local else "BADGE_KEY_ID"
    if (integration_secret(name) if is_local else optional(name)) is None:
        return Availability("badges", "off", f"{name} is missing.")
    return Availability(
        "badges", "stub" if is_local else "live", "A key of this machine." if is_local else ""
    )


def _what_is_missing(integration: Integration) -> str:
    for name in integration.secrets:
        value = integration_secret(name)
        if value is None:
            return f"{name} is missing."
        if (
            name == integration.secrets[0]
            and integration.prefixes
            and not value.startswith(integration.prefixes)
        ):
            return f"{name} does not start with {' or '.join(integration.prefixes)}."
    return ""
