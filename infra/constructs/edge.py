"""CloudFront with the firewall, in front of the APIs. It signs its requests with a header that only it knows.

(Decisions 21, 24 and 83.)
"""

from collections.abc import Mapping

from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_cloudfront as cloudfront
from constructs import Construct

from infra.behaviors import DEFAULT, behaviors
from infra.constructs.acknowledgements import acknowledge
from infra.constructs.buckets import log_bucket
from infra.constructs.doors import Doors
from infra.constructs.firewall import Firewall
from infra.constructs.http_api import HttpApi
from infra.constructs.origin import OriginSecret
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
        secret: OriginSecret,
    ) -> None:
        super().__init__(scope, name)
        doors = Doors(self, stage=stage, topology=topology, apis=apis, secret=secret)
        certificate = stage.certificate_arn and acm.Certificate.from_certificate_arn(
            self, "Certificate", stage.certificate_arn
        )
        self.distribution = cloudfront.Distribution(
            self,
            "Distribution",
            comment=stage.resource_name("edge"),
            default_behavior=doors.options(DEFAULT),
            # In this order: the first pattern that matches decides.
            additional_behaviors={one.pattern: doors.options(one.door) for one in behaviors(topology)},
            web_acl_id=Firewall(self, "Firewall", region_scope="CLOUDFRONT").attr_arn,
            minimum_protocol_version=cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021 if certificate else None,
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            enable_logging=True,
            log_bucket=log_bucket(self, "Logs", stage=stage, written_by_acl=True),
            domain_names=[stage.domain_name] if stage.domain_name else None,
            certificate=certificate or None,
        )
        self._acknowledge(stage)

    def _acknowledge(self, stage: Stage) -> None:
        acknowledge(self.distribution, "AwsSolutions-CFR1", "Creators and their audiences are everywhere.")
        if stage.domain_name is None:
            acknowledge(
                self.distribution,
                "AwsSolutions-CFR4",
                "Without a domain of its own a distribution has CloudFront's certificate and its TLS policy.",
            )
