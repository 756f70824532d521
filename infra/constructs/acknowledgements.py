"""What cdk-nag finds and we keep, each with its reason, next to the construct it is about."""

import aws_cdk as cdk
from constructs import IConstruct


def acknowledge(construct: IConstruct, rule: str, reason: str) -> None:
    """Accept one rule (or one finding, `Rule[Finding]`) for a construct and what is below it."""
    cdk.Validations.of(construct).acknowledge(cdk.Acknowledgment(id=rule, reason=reason))
