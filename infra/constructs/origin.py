"""The secrets by which functions know that a request came through CloudFront."""

from aws_cdk import aws_kms as kms
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from infra.constructs.acknowledgements import acknowledge
from infra.stages import Stage

ORIGIN_HEADER = "x-origin-verify"


class OriginSecrets(Construct):
    """What CloudFront sends in `x-origin-verify`, and what the functions accept in `ORIGIN_VERIFY_SECRET`, by commas.

    A secret has a number and never another value: CloudFormation reads a value only where the text of a reference
    changed, so a new value under an old name would reach some of those who compare it, and not the others.
    """

    def __init__(self, scope: Construct, name: str, *, stage: Stage, key: kms.IKey) -> None:
        super().__init__(scope, name)
        self._stage = stage
        for number in kept(stage):
            self._secret(number, key)

    def _secret(self, number: int, key: kms.IKey) -> None:
        secret = secretsmanager.Secret(
            self,
            f"Secret{number}",
            secret_name=secret_name(self._stage, number),
            description="Proves to the functions that a request came through CloudFront",
            encryption_key=key,
            generate_secret_string=secretsmanager.SecretStringGenerator(
                exclude_punctuation=True, password_length=48
            ),
        )
        acknowledge(
            secret,
            "AwsSolutions-SMG4",
            "CloudFront and the functions must change together: a new number replaces it in two deploys.",
        )

    @property
    def sent(self) -> str:
        """CloudFormation's reference to the value that CloudFront sends; the template holds no secret."""
        return reference(self._stage, self._stage.origin_secrets[0])

    @property
    def accepted(self) -> str:
        """References to all values that functions accept, by commas."""
        return ",".join(reference(self._stage, number) for number in self._stage.origin_secrets)


def kept(stage: Stage) -> list[int]:
    """The numbers that exist: those in use, and the one before them, which a rollback of the last deploy looks for."""
    return sorted({*stage.origin_secrets, max(1, min(stage.origin_secrets) - 1)})


def secret_name(stage: Stage, number: int) -> str:
    """Composed, not exported: an export in use would forbid to take the old secret away."""
    return stage.resource_name(f"origin-{number}")


def reference(stage: Stage, number: int) -> str:
    """The text that CloudFormation puts the value in for."""
    return f"{{{{resolve:secretsmanager:{secret_name(stage, number)}:SecretString:::}}}}"
