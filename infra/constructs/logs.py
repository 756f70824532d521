"""Log groups are never implicit: an implicit one keeps its lines for ever, unencrypted."""

import aws_cdk as cdk
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.stages import Stage

_RETENTION = {
    14: logs.RetentionDays.TWO_WEEKS,
    30: logs.RetentionDays.ONE_MONTH,
    365: logs.RetentionDays.ONE_YEAR,
}


def log_group(
    scope: Construct,
    name: str,
    *,
    stage: Stage,
    key: kms.IKey,
    physical_name: str | None = None,
    days: int | None = None,
    masks_addresses: bool = False,
) -> logs.LogGroup:
    """An encrypted log group that forgets after so many days, of which there is a list, or after the stage's.

    Where it `masks_addresses`, only who may `logs:Unmask` sees those of the internet in it.
    """
    return logs.LogGroup(
        scope,
        name,
        log_group_name=physical_name,
        encryption_key=key,
        data_protection_policy=logs.DataProtectionPolicy(identifiers=[logs.DataIdentifier.IPADDRESS])
        if masks_addresses
        else None,
        retention=_RETENTION[days or stage.log_retention_days],
        removal_policy=cdk.RemovalPolicy.DESTROY,
    )
