"""What CloudFront does behind each door: which API it asks, what it hands on and keeps. (Decisions 24, 74 and 83.)"""

from collections.abc import Mapping

import aws_cdk as cdk
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from constructs import Construct

from infra.behaviors import Door
from infra.constructs.edge_redirect import SHORT_LINKS, EdgeRedirect
from infra.constructs.http_api import HttpApi
from infra.constructs.origin import ORIGIN_HEADER, OriginSecrets
from infra.stages import Stage
from infra.topology.edge import Audience
from infra.topology.types import ApiName, Topology

POLICIES: dict[Audience, str] = {
    "chooser": "ChooserHeaders",
    "client": "Headers",
    "fan": "FanHeaders",
    "reader": "ReaderHeaders",
    "visitor": "VisitorHeaders",
    "webhook": "WebhookHeaders",
}


class Doors:
    """The doors of a distribution; its policies and origins are made once, in its scope."""

    def __init__(
        self,
        scope: Construct,
        *,
        stage: Stage,
        topology: Topology,
        apis: Mapping[ApiName, HttpApi],
        secret: OriginSecrets,
        redirect: EdgeRedirect | None = None,
    ) -> None:
        self._redirect = redirect
        self._origins = {name: _origin(api, secret) for name, api in apis.items()}
        self._headers = {
            audience: _forwarded_headers(scope, name, stage, topology, audience)
            for audience, name in POLICIES.items()
        }
        never = cloudfront.CachePolicy.CACHING_DISABLED
        # Only pages are cached or merged: two clicks at the same instant must reach us as two.
        self._caching: dict[Audience, cloudfront.ICachePolicy] = {
            "chooser": never,
            "fan": never,
            "visitor": never,
            "webhook": never,
            "client": _token_in_key(scope, stage),
            "reader": _pages(scope, stage),
        }

    def options(self, door: Door, pattern: str | None = None) -> cloudfront.BehaviorOptions:
        """A behaviour that leads to this door; short links may be answered before it."""
        redirect = self._redirect if pattern == SHORT_LINKS else None
        allowed = cloudfront.AllowedMethods
        return cloudfront.BehaviorOptions(
            origin=self._origins[door.api],
            allowed_methods=allowed.ALLOW_ALL if door.writes else allowed.ALLOW_GET_HEAD_OPTIONS,
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
            cache_policy=self._caching[door.audience],
            origin_request_policy=self._headers[door.audience],
            response_headers_policy=cloudfront.ResponseHeadersPolicy.SECURITY_HEADERS,
            function_associations=redirect.associations if redirect else None,
            realtime_log_config=redirect.log if redirect else None,
        )


def _origin(api: HttpApi, secret: OriginSecrets) -> cloudfront.IOrigin:
    return origins.HttpOrigin(
        api.domain_name,
        protocol_policy=cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
        origin_ssl_protocols=[cloudfront.OriginSslPolicy.TLS_V1_2],
        custom_headers={ORIGIN_HEADER: secret.sent},
    )


def _forwarded_headers(
    scope: Construct, name: str, stage: Stage, topology: Topology, audience: Audience
) -> cloudfront.OriginRequestPolicy:
    """Not "all": API Gateway refuses a foreign Host, and "all but Host" would lose the viewer's address.

    Where no cookie is handed on, CloudFront takes `Set-Cookie` off the answers, too.
    """
    cookies = topology.edge_cookies.get(audience, ())
    behavior = cloudfront.OriginRequestCookieBehavior
    return cloudfront.OriginRequestPolicy(
        scope,
        name,
        origin_request_policy_name=stage.resource_name(name.lower()),
        header_behavior=cloudfront.OriginRequestHeaderBehavior.allow_list(*topology.edge_headers[audience]),
        query_string_behavior=cloudfront.OriginRequestQueryStringBehavior.all(),
        cookie_behavior=behavior.allow_list(*cookies) if cookies else behavior.none(),
    )


def _token_in_key(scope: Construct, stage: Stage) -> cloudfront.CachePolicy:
    """Only a policy that could cache may forward Authorization: one second at most, zero by default."""
    return cloudfront.CachePolicy(
        scope,
        "TokenInKey",
        cache_policy_name=stage.resource_name("token-in-key"),
        min_ttl=cdk.Duration.seconds(0),
        default_ttl=cdk.Duration.seconds(0),
        max_ttl=cdk.Duration.seconds(1),
        header_behavior=cloudfront.CacheHeaderBehavior.allow_list("Authorization"),
        query_string_behavior=cloudfront.CacheQueryStringBehavior.all(),
        cookie_behavior=cloudfront.CacheCookieBehavior.none(),
    )


def _pages(scope: Construct, stage: Stage) -> cloudfront.CachePolicy:
    """Pages are kept for as long as they say; apart for each Origin, as CORS is answered to it (decision 74)."""
    return cloudfront.CachePolicy(
        scope,
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
