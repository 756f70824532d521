"""What differs between dev, staging and prod: plain numbers and names, no CDK import."""

from dataclasses import dataclass
from typing import Literal

# A WAF for CloudFront can only live here; see docs/decisions/0020-stages-live-in-us-east-1.md.
EDGE_REGION = "us-east-1"


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One installation of the whole house.

    Capacities are Aurora capacity units (2 GiB each). `domain_name` and `certificate_arn` (an ACM certificate
    in us-east-1) come together or not at all; without them CloudFront's own name is used. `site_url` is the
    front end, `short_link_base_url` the domain of printed links (CloudFront's name, or the domain; `/t` follows), and
    `api_base_url` where the world finds this API (the same choice): links in mail, addresses of callbacks. `recorder`
    says how clicks are kept: at once in `postgres`, or through a `queue`, so that links work without the database.
    `sign_in_mail_from` is what Cognito's mails come from, at a domain that SES has verified in this region.
    `social_endpoints` is JSON that replaces addresses and versions of platforms (common/adapters/social).
    `mail_requests_per_second` is what Resend allows our account; a request takes up to a hundred mails.
    `mail_reply_to` is where answers to our mail go (empty: to its sender), `mail_postal_address` our address in one
    line at the foot of each mail: where an invitation counts as commercial mail, the law asks for it.
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
    google_client_id: str | None = None
    linkedin_client_id: str | None = None
    region: str = EDGE_REGION
    domain_name: str | None = None
    certificate_arn: str | None = None
    alarm_email: str | None = None

    def __post_init__(self) -> None:
        if self.region != EDGE_REGION:
            raise ValueError(
                f"{self.name}: {self.region} would need a stack of its own for the edge's firewall."
            )
        if (self.domain_name is None) != (self.certificate_arn is None):
            raise ValueError(f"{self.name}: a domain name needs a certificate, and the other way round.")

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
)

STAGES = (DEV, STAGING, PROD)


def stages_called(name: str | None) -> tuple[Stage, ...]:
    """The one stage with this name, or all of them for None. Raises `ValueError` for a name there is not."""
    if name is None:
        return STAGES
    if found := tuple(stage for stage in STAGES if stage.name == name):
        return found
    raise ValueError(f"There is no stage {name!r}; there are {', '.join(stage.name for stage in STAGES)}.")
