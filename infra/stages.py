"""What differs between dev, staging and prod: plain numbers and names, no CDK import."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

APPLE_APP = re.compile(r"[0-9A-Z]{10}(\.[A-Za-z0-9-]+)+")
ANDROID_APP = re.compile(r"[A-Za-z]\w*(\.[A-Za-z]\w*)+:[0-9A-F]{2}(:[0-9A-F]{2}){31}", re.ASCII)
# A WAF for CloudFront can only live here; see docs/decisions/0020-stages-live-in-us-east-1.md.
EDGE_REGION = "us-east-1"


class NotDeployable(ValueError):
    """The stage's entry in `infra/stages.py` is not finished."""


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One installation of the whole house.

    `account` is the AWS account that the stage may be deployed to, and no other.
    Capacities are Aurora capacity units (2 GiB each). `readers` are stand-bys: no code reads from them.
    `domain_names` and `certificate_arn` (an ACM certificate in us-east-1 for all of them) come together or not at all:
    the hosts of `short_link_base_url` and `api_base_url` are among them. Without, CloudFront's own name is used.
    `site_url` is the front end, `short_link_base_url` the domain of printed links (`/t` follows), and
    `api_base_url` where the world finds this API (the same choice): links in mail, addresses of callbacks. `recorder`
    says how clicks are kept: at once in `postgres`, or through a `queue`, so that links work without the database.
    `sign_in_mail_from` is what Cognito's mails come from, at a domain that SES has verified in this region.
    `social_endpoints` is JSON that replaces addresses and versions of platforms (common/adapters/social).
    `mail_requests_per_second` is what Resend allows our account; a request takes up to a hundred mails.
    `alarm_email` is who gets the alarms; prod has somebody, or is refused. `monthly_budget_dollars` is what the account
    may cost in a month, all that is in it together, before somebody is told.
    `data_api` opens Aurora's SQL over HTTPS to whoever IAM lets (docs/operations.md): for a repair by hand, then off.
    `edge_redirect` lets CloudFront answer hot links by itself (decision 93); clicks then come by log, and by queue.
    `mail_reply_to` is where answers to our mail go (empty: to its sender), `mail_postal_address` our address in one
    line at the foot of each mail: where an invitation counts as commercial mail, the law asks for it.
    With `scan_uploads` GuardDuty looks at what people upload (paid by the gigabyte), and a file waits until it has.
    With `canary` a release reaches a tenth of the requests first; a deploy takes five minutes more for each capability.
    `concurrency_share` is how much of the map's reserved concurrency the stage takes (a tenth is enough to try things,
    and leaves the account's quota to others). `origin_secrets` are numbers of the secrets by which functions know
    CloudFront: it sends the first, and they accept all (docs/operations.md: how one replaces another).
    `detailed_metrics` are six metrics a route, billed as custom ones; `traces` are X-Ray's (an HTTP API passes none).
    `apple_app_ids` (`TEAMID.bundle.id`) and `android_apps` (`package:SHA-256 fingerprint` of the certificate that signs
    it) are the apps that may open referral links; without any, the files that say so are 404.
    `google_client_id` and `linkedin_client_id` let people sign in by them; the secrets `GOOGLE_SIGN_IN_SECRET` and
    `LINKEDIN_SIGN_IN_SECRET` must stand in the integrations secret before the deploy that names the client.
    """

    name: str
    site_url: str
    short_link_base_url: str
    api_base_url: str
    sign_in_domain_prefix: str
    sign_in_mail_from: str
    minimum_capacity: float
    maximum_capacity: float
    max_connections: int
    readers: int
    nat_gateways: int
    log_retention_days: int
    keep_data: bool
    log_level: str = "INFO"
    recorder: Literal["postgres", "queue"] = "postgres"
    social_endpoints: str = "{}"
    mail_requests_per_second: int = 2
    mail_reply_to: str = ""
    mail_postal_address: str = ""
    apple_app_ids: tuple[str, ...] = ()
    android_apps: tuple[str, ...] = ()
    google_client_id: str | None = None
    linkedin_client_id: str | None = None
    region: str = EDGE_REGION
    account: str | None = None
    concurrency_share: float = 1.0
    origin_secrets: tuple[int, ...] = (1,)
    detailed_metrics: bool = False
    traces: bool = False
    domain_names: tuple[str, ...] = ()
    certificate_arn: str | None = None
    alarm_email: str | None = None
    monthly_budget_dollars: int = 200
    data_api: bool = False
    canary: bool = False
    edge_redirect: bool = False
    scan_uploads: bool = False

    def __post_init__(self) -> None:
        for complaint in self._complaints():
            raise ValueError(f"{self.name}: {complaint}")

    def _complaints(self) -> Iterator[str]:
        """Why this is no stage."""
        if self.name == "prod" and not self.alarm_email:
            yield "alarm_email says who is woken; without it no alarm reaches anybody."
        if self.edge_redirect and self.recorder != "queue":
            yield "the edge answers from the offline copy, which is written with a queue."
        if self.region != EDGE_REGION:
            yield f"{self.region} would need a stack of its own for the edge's firewall."
        if bool(self.domain_names) != (self.certificate_arn is not None):
            yield "a domain name needs a certificate, and the other way round."
        if self.domain_names and (foreign := [host for host in self.hosts if host not in self.domain_names]):
            yield f"{foreign[0]} is none of its domain names, CloudFront would refuse it."
        if not 0 < self.concurrency_share <= 1:
            yield "a share of the map's concurrency is above 0 and at most 1."
        yield from (f"{app} names no app as its maker's system does." for app in self._no_apps())
        if not self.origin_secrets or min(self.origin_secrets) < 1:
            yield "CloudFront needs a secret to send, and they are numbered from 1."

    def _no_apps(self) -> Iterator[str]:
        yield from (app for app in self.apple_app_ids if not APPLE_APP.fullmatch(app))
        yield from (app for app in self.android_apps if not ANDROID_APP.fullmatch(app))

    @property
    def hosts(self) -> tuple[str, ...]:
        """Under which names the world asks for short links and for the API."""
        return tuple(urlsplit(url).hostname or "" for url in (self.short_link_base_url, self.api_base_url))

    def check_deployable(self) -> None:
        """Raise `NotDeployable` for what may be synthesized, and may not be deployed."""
        if self.account is None:
            raise NotDeployable(
                f"{self.name} has no account: write it into infra/stages.py, so that no other is hit."
            )
        shown = [
            host
            for host in (*self.hosts, urlsplit(self.site_url).hostname or "")
            if host.endswith(".example")
        ]
        if self.name == "prod" and shown:
            raise NotDeployable(f"{self.name} is to be found at {', '.join(shown)}, which nobody can own.")

    def resource_name(self, subject: str) -> str:
        """The physical name of something that people or other stacks must be able to find."""
        return f"atomic-influence-{self.name}-{subject}"


DEV = Stage(
    name="dev",
    site_url="https://dev.atomic-influence.example",
    short_link_base_url="https://go.dev.atomic-influence.example",
    api_base_url="https://api.dev.atomic-influence.example",
    sign_in_domain_prefix="atomic-influence-dev",
    sign_in_mail_from="accounts@dev.atomic-influence.example",
    minimum_capacity=0.5,
    maximum_capacity=4,
    max_connections=400,
    readers=0,
    nat_gateways=1,
    log_retention_days=14,
    keep_data=False,
    log_level="DEBUG",
    concurrency_share=0.1,
)
STAGING = Stage(
    name="staging",
    site_url="https://staging.atomic-influence.example",
    short_link_base_url="https://go.staging.atomic-influence.example",
    api_base_url="https://api.staging.atomic-influence.example",
    sign_in_domain_prefix="atomic-influence-staging",
    sign_in_mail_from="accounts@staging.atomic-influence.example",
    minimum_capacity=0.5,
    maximum_capacity=8,
    max_connections=400,
    readers=0,
    nat_gateways=1,
    log_retention_days=30,
    keep_data=True,
    concurrency_share=0.1,
)
PROD = Stage(
    name="prod",
    site_url="https://atomic-influence.example",
    short_link_base_url="https://go.atomic-influence.example",
    api_base_url="https://api.atomic-influence.example",
    sign_in_domain_prefix="atomic-influence",
    sign_in_mail_from="accounts@atomic-influence.example",
    minimum_capacity=2,
    maximum_capacity=32,
    max_connections=800,
    readers=1,
    nat_gateways=2,
    log_retention_days=365,
    keep_data=True,
    alarm_email="alarms@atomic-influence.example",
    monthly_budget_dollars=1_200,
    canary=True,
    scan_uploads=True,
)

STAGES = (DEV, STAGING, PROD)


def stages_called(name: str | None) -> tuple[Stage, ...]:
    """The one stage with this name, or all of them for None. Raises `ValueError` for a name there is not."""
    if name is None:
        return STAGES
    if found := tuple(stage for stage in STAGES if stage.name == name):
        return found
    raise ValueError(f"There is no stage {name!r}; there are {', '.join(stage.name for stage in STAGES)}.")
