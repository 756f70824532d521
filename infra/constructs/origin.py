"""The secret by which functions know that a request came through CloudFront."""

from aws_cdk import aws_kms as kms
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from infra.constructs.acknowledgements import acknowledge

ORIGIN_HEADER = "x-origin-verify"


class OriginSecret(secretsmanager.Secret):
    """What CloudFront sends in `x-origin-verify` and the functions find in `ORIGIN_VERIFY_SECRET`."""

    def __init__(self, scope: Construct, name: str, *, key: kms.IKey) -> None:
        super().__init__(
            scope,
            name,
            description="Proves to the functions that a request came through CloudFront",
            encryption_key=key,
            generate_secret_string=secretsmanager.SecretStringGenerator(
                exclude_punctuation=True, password_length=48
            ),
        )
        acknowledge(
            self,
            "AwsSolutions-SMG4",
            "CloudFront and the functions must change together: a deploy rotates it.",
        )

    @property
    def reference(self) -> str:
        """CloudFormation's reference to the value; the template holds no secret."""
        return self.secret_value.unsafe_unwrap()
