"""What the commands of a stage share: its name, AWS's clients in its region, and the names of its things."""

import sys
from collections.abc import Callable
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from infra.stages import Stage, stages_called

Client = Any
"""A client of boto3; tests put a Stubber around it."""
Clients = Callable[[str], Client]


def stage_called(name: str) -> Stage:
    """The stage with this name. Raises `ValueError` for another, and for none: no command means all stages."""
    if not name:
        raise ValueError("Which stage? STAGE=dev")
    (stage,) = stages_called(name)
    return stage


def clients_of(stage: Stage) -> Clients:
    """Makes clients in the region of the stage."""
    import boto3

    make: Any = boto3.client  # its types know each service by its literal name
    return lambda service: make(service, region_name=stage.region)


def stack_template(clients: Clients, stage: Stage, stack: str) -> dict[str, Any] | None:
    """The template of a stack as it is deployed; None where there is no such stack."""
    try:
        answer = clients("cloudformation").get_template(
            StackName=stage.resource_name(stack), TemplateStage="Original"
        )
    except ClientError as error:
        if "does not exist" in str(error):
            return None
        raise
    # The CDK writes JSON, which botocore has decoded by here.
    template: dict[str, Any] = answer["TemplateBody"]
    return template


def command(run: Callable[[Clients, Stage], list[str]], name: str) -> int:
    """Run a command of a stage and print what it did; 1 with a sentence where AWS refuses, 2 for no such stage."""
    try:
        stage = stage_called(name)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    try:
        said = run(clients_of(stage), stage)
    except (BotoCoreError, ClientError) as error:
        print(f"{stage.name}: {error}", file=sys.stderr)
        return 1
    print("\n".join(said))
    return 0
