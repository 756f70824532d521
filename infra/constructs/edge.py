"""CloudFront with the firewall, in front of the APIs. It signs its requests with a header that only it knows.

(Decisions 21, 24 and 83.)
"""

from collections.abc import Mapping

from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_kms as kms
from constructs import Construct

from infra.behaviors import DEFAULT, behaviors
from infra.constructs.acknowledgements import acknowledge
from infra.constructs.doors import Doors
from infra.constructs.edge_logs import keep_blocked, keep_requests
from infra.constructs.edge_redirect import EdgeRedirect
from infra.constructs.firewall import Firewall
from infra.constructs.http_api import HttpApi
from infra.constructs.origin import OriginSecrets
from infra.stages import Stage
from infra.topology.types import ApiName, Topology


class Edge(Construct):
    """The distribution of a stage."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        stage: Stage,
        topology: Topology,
        apis: Mapping[ApiName, HttpApi],
        key: kms.IKey,
        secret: OriginSecrets,
        redirect: EdgeRedirect | None = None,
    ) -> None:
        super().__init__(scope, name)
        doors = Doors(self, stage=stage, topology=topology, apis=apis, secret=secret, redirect=redirect)
        self.firewall = Firewall(self, "Firewall", region_scope="CLOUDFRONT")
        keep_blocked(self.firewall, stage=stage, key=key)
        certificate = stage.certificate_arn and acm.Certificate.from_certificate_arn(
            self, "Certificate", stage.certificate_arn
        )
        self.distribution = cloudfront.Distribution(
            self,
            "Distribution",
            comment=stage.resource_name("edge"),
            default_behavior=doors.options(DEFAULT),
            # In this order: the first pattern that matches decides.
            additional_behaviors={
                one.pattern: doors.options(one.door, one.pattern) for one in behaviors(topology)
            },
            web_acl_id=self.firewall.attr_arn,
            minimum_protocol_version=cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021 if certificate else None,
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            domain_names=list(stage.domain_names) or None,
            certificate=certificate or None,
        )
        keep_requests(self, self.distribution, stage=stage, key=key)
        self._acknowledge(stage)

    def _acknowledge(self, stage: Stage) -> None:
        acknowledge(self.distribution, "AwsSolutions-CFR1", "Creators and their audiences are everywhere.")
        acknowledge(
            self.distribution,
            "AwsSolutions-CFR3",
            "Logged by the second version of standard logging, which leaves the visitor's address out.",
        )
        if not stage.domain_names:
            acknowledge(
                self.distribution,
                "AwsSolutions-CFR4",
                "Without a domain of its own a distribution has CloudFront's certificate and its TLS policy.",
            )
