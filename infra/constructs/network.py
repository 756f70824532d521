"""A network of three kinds of subnet: public, private behind NAT (Stripe has no IPv6), and isolated."""

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_kms as kms
from constructs import Construct

from infra.constructs.logs import log_group
from infra.stages import Stage

POSTGRES_PORT = 5432


class Network(Construct):
    """The VPC and the two security groups: functions may reach the database, nothing else may.

    `nat_gateways`: their ids, by names of ours.
    """

    def __init__(self, scope: Construct, name: str, *, stage: Stage, key: kms.IKey) -> None:
        super().__init__(scope, name)
        self.vpc = ec2.Vpc(
            self,
            "Vpc",
            max_azs=2,
            nat_gateways=stage.nat_gateways,
            subnet_configuration=[
                ec2.SubnetConfiguration(name="public", subnet_type=ec2.SubnetType.PUBLIC, cidr_mask=24),
                ec2.SubnetConfiguration(
                    name="functions", subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS, cidr_mask=22
                ),
                ec2.SubnetConfiguration(
                    name="database", subnet_type=ec2.SubnetType.PRIVATE_ISOLATED, cidr_mask=24
                ),
            ],
            gateway_endpoints={
                "S3": ec2.GatewayVpcEndpointOptions(service=ec2.GatewayVpcEndpointAwsService.S3)
            },
            flow_logs={
                "All": ec2.FlowLogOptions(
                    destination=ec2.FlowLogDestination.to_cloud_watch_logs(
                        log_group(self, "FlowLogs", stage=stage, key=key)
                    ),
                    traffic_type=ec2.FlowLogTrafficType.REJECT,
                )
            },
        )
        self.nat_gateways = {
            f"nat{number}": gateway.attr_nat_gateway_id
            for number, gateway in enumerate(
                one for one in self.vpc.node.find_all() if isinstance(one, ec2.CfnNatGateway)
            )
        }
        self.addresses = [_address(subnet) for subnet in self.vpc.public_subnets[: stage.nat_gateways]]
        """Ranges from which our functions reach the world: one address each."""
        self.functions = ec2.SecurityGroup(
            self, "FunctionsGroup", vpc=self.vpc, description="Lambda functions that use the database"
        )
        self.database = ec2.SecurityGroup(
            self, "DatabaseGroup", vpc=self.vpc, description="Aurora", allow_all_outbound=False
        )
        self.database.add_ingress_rule(self.functions, ec2.Port.tcp(POSTGRES_PORT), "The functions")


def _address(subnet: ec2.ISubnet) -> str:
    """The address of the NAT in a public subnet, as a range."""
    address = subnet.node.find_child("EIP")
    if not isinstance(address, ec2.CfnEIP):
        raise TypeError(f"{subnet.node.path} has no address of its own.")
    return cdk.Fn.join("", [address.attr_public_ip, "/32"])
