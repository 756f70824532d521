"""User pool → function, by an ARN that exists and a permission that names the pool."""

from collections.abc import Iterator

from infra.walk.house import House
from infra.walk.links import Broken, Link
from infra.walk.routes import may_invoke
from infra.walk.targets import target_of

POOL = "AWS::Cognito::UserPool"
COGNITO = "cognito-idp.amazonaws.com"
NO_FUNCTION = frozenset({"KMSKeyID"})


def walk(house: House) -> Iterator[Broken]:
    """Every trigger of every user pool."""
    for pool in house.all(POOL):
        for trigger, value in house.raw(pool).get("LambdaConfig", {}).items():
            if trigger in NO_FUNCTION:
                continue
            named = value.get("LambdaArn", value) if isinstance(value, dict) else value
            target = target_of(house, house.text(pool.stack, named))
            if isinstance(target, str):
                yield Broken(trigger, Link.TRIGGER, target)
            elif not may_invoke(house, target, COGNITO, house.arn(pool)):
                yield Broken(
                    trigger, Link.PERMISSION, f"{pool} may not invoke {target.function} ({target.qualifier})"
                )
