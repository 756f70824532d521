"""Where a stage may be deployed: CloudFormation's environment."""

import aws_cdk as cdk

from infra.stages import Stage


def place(stage: Stage) -> cdk.Environment:
    """The stage's own account, where it has one: the CDK's command line refuses the credentials of any other."""
    return cdk.Environment(account=stage.account, region=stage.region)
