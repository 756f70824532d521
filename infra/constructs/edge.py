"""CloudFront with the firewall, in front of the API. It signs its requests with a header that only it knows.

(Decisions 21 and 24.)
"""

import re

import aws_cdk as cdk
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from constructs import Construct

from infra.capacity import deployed
from infra.constructs.acknowledgements import acknowledge
from infra.constructs.buckets import log_bucket
from infra.constructs.edge_redirect import SHORT_LINKS, EdgeRedirect
from infra.constructs.firewall import Firewall
from infra.constructs.origin import ORIGIN_HEADER, OriginSecret
from infra.stages import Stage
from infra.topology.types import Audience, Topology

POLICIES: dict[Audience, str] = {
    "client": "Headers",
    "reader": "ReaderHeaders",
    "visitor": "VisitorHeaders",
    "webhook": "WebhookHeaders",
}


class Edge(Construct):
    """The distribution of a stage."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        stage: Stage,
        topology: Topology,
        api_domain_name: str,
        secret: OriginSecret,
        redirect: EdgeRedirect | None = None,
    ) -> None:
        super().__init__(scope, name)
        origin = _origin(api_domain_name, secret)
        answers = {SHORT_LINKS: redirect} if redirect else {}
        headers = {
            audience: self._forwarded_headers(stage, name, topology.edge_headers[audience])
            for audience, name in POLICIES.items()
        }
        never = cloudfront.CachePolicy.CACHING_DISABLED
        caching = {"visitor": never, "webhook": never, "client": never, "reader": self._pages(stage)}
        certificate = stage.certificate_arn and acm.Certificate.from_certificate_arn(
            self, "Certificate", stage.certificate_arn
        )
        self.distribution = cloudfront.Distribution(
            self,
            "Distribution",
            comment=stage.resource_name("edge"),
            default_behavior=_behavior(origin, headers["client"], self._token_in_key(stage), writes=True),
            additional_behaviors={
                pattern: _behavior(
                    origin, headers[audience], caching[audience], writes=writes, redirect=answers.get(pattern)
                )
                for pattern, (audience, writes) in public_patterns(topology).items()
            },
            web_acl_id=Firewall(self, "Firewall", region_scope="CLOUDFRONT").attr_arn,
            minimum_protocol_version=cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021 if certificate else None,
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            enable_logging=True,
            log_bucket=log_bucket(self, "Logs", stage=stage, written_by_acl=True),
            domain_names=[stage.domain_name] if stage.domain_name else None,
            certificate=certificate or None,
        )
        self._acknowledge(stage)

    def _forwarded_headers(
        self, stage: Stage, name: str, headers: tuple[str, ...]
    ) -> cloudfront.OriginRequestPolicy:
        """Not "all": API Gateway refuses a foreign Host, and "all but Host" would lose the viewer's address."""
        return cloudfront.OriginRequestPolicy(
            self,
            name,
            origin_request_policy_name=stage.resource_name(name.lower()),
            header_behavior=cloudfront.OriginRequestHeaderBehavior.allow_list(*headers),
            query_string_behavior=cloudfront.OriginRequestQueryStringBehavior.all(),
            cookie_behavior=cloudfront.OriginRequestCookieBehavior.none(),
        )

    def _token_in_key(self, stage: Stage) -> cloudfront.CachePolicy:
        """Only a policy that could cache may forward Authorization: one second at most, zero by default."""
        return cloudfront.CachePolicy(
            self,
            "TokenInKey",
            cache_policy_name=stage.resource_name("token-in-key"),
            min_ttl=cdk.Duration.seconds(0),
            default_ttl=cdk.Duration.seconds(0),
            max_ttl=cdk.Duration.seconds(1),
            header_behavior=cloudfront.CacheHeaderBehavior.allow_list("Authorization"),
            query_string_behavior=cloudfront.CacheQueryStringBehavior.all(),
            cookie_behavior=cloudfront.CacheCookieBehavior.none(),
        )

    def _pages(self, stage: Stage) -> cloudfront.CachePolicy:
        """Pages are kept for as long as they say; apart for each Origin, as CORS is answered to it (decision 74)."""
        return cloudfront.CachePolicy(
            self,
            "Pages",
            cache_policy_name=stage.resource_name("pages"),
            min_ttl=cdk.Duration.seconds(0),
            default_ttl=cdk.Duration.seconds(0),
            max_ttl=cdk.Duration.days(365),
            header_behavior=cloudfront.CacheHeaderBehavior.allow_list("Origin"),
            query_string_behavior=cloudfront.CacheQueryStringBehavior.none(),
            cookie_behavior=cloudfront.CacheCookieBehavior.none(),
            enable_accept_encoding_gzip=True,
            enable_accept_encoding_brotli=True,
        )

    def _acknowledge(self, stage: Stage) -> None:
        acknowledge(self.distribution, "AwsSolutions-CFR1", "Creators and their audiences are everywhere.")
        if stage.domain_name is None:
            acknowledge(
                self.distribution,
                "AwsSolutions-CFR4",
                "Without a domain of its own a distribution has CloudFront's certificate and its TLS policy.",
            )


def public_patterns(topology: Topology) -> dict[str, tuple[Audience, bool]]:
    """Paths without a token as CloudFront's patterns: who asks, and whether anything but reading is let through.

    They carry no token. Only pages are cached or merged: two clicks at the same instant must reach us as two.
    """
    written = {
        route.path
        for function in deployed(topology) for route in function.routes
        if route.authorization == "none" and route.method not in {"GET", "HEAD"}
    }  # fmt: skip
    return {
        re.sub(r"\{[^}]+\}", "*", path): (audience, path in written)
        for path, audience in sorted(topology.audiences().items())
    }


def _origin(api_domain_name: str, secret: OriginSecret) -> cloudfront.IOrigin:
    return origins.HttpOrigin(
        api_domain_name,
        protocol_policy=cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
        origin_ssl_protocols=[cloudfront.OriginSslPolicy.TLS_V1_2],
        custom_headers={ORIGIN_HEADER: secret.reference},
    )


def _behavior(
    origin: cloudfront.IOrigin,
    headers: cloudfront.IOriginRequestPolicy,
    caching: cloudfront.ICachePolicy,
    *,
    writes: bool,
    redirect: EdgeRedirect | None = None,
) -> cloudfront.BehaviorOptions:
    allowed = cloudfront.AllowedMethods
    return cloudfront.BehaviorOptions(
        origin=origin,
        allowed_methods=allowed.ALLOW_ALL if writes else allowed.ALLOW_GET_HEAD_OPTIONS,
        viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cache_policy=caching,
        origin_request_policy=headers,
        response_headers_policy=cloudfront.ResponseHeadersPolicy.SECURITY_HEADERS,
        function_associations=redirect.associations if redirect else None,
        realtime_log_config=redirect.log if redirect else None,
    )
