"""What cdk-nag finds and we keep, each with its reason, next to the construct it is about."""

from typing import Any

import aws_cdk as cdk
from constructs import IConstruct


def acknowledge(construct: IConstruct, rule: str, reason: str) -> None:
    """Accept one rule (or one finding, `Rule[Finding]`) for a construct and what is below it."""
    cdk.Validations.of(construct).acknowledge(cdk.Acknowledgment(id=rule, reason=reason))


def as_found(construct: IConstruct, text: str) -> str:
    """A text of tokens as cdk-nag writes it in a finding: what only CloudFormation knows as `<AWS::AccountId>`.

    A stage with an account has its number there, and whether the partition is known is a flag of the CDK's.
    """
    resolved: Any = cdk.Stack.of(construct).resolve(text)
    if isinstance(resolved, str):
        return resolved
    separator, parts = resolved["Fn::Join"]
    return str(separator).join(part if isinstance(part, str) else f"<{part['Ref']}>" for part in parts)
