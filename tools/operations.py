"""`make operator STAGE=prod COMMAND=…`: asks the migrations Lambda of a stage, which holds the owner's password.

The commands are those of `functions/database_migrations/operators.py`, and `migrate`. By whom, is who AWS says that
these credentials are; the audit row has it.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from infra.stages import EDGE_REGION, STAGES, stages_called

SECONDS_TO_WAIT = 900
"""Longer than the function may run: who gives up earlier does not know what became of it."""
REFUSED, FAILED = 1, 2
LIVE = "live"
"""The alias that everything calls, as in infra/constructs/function.py."""


class OperationFailed(Exception):
    """Nobody knows what became of the command, or nobody took it."""


def ask(stage: str, command: Mapping[str, str]) -> dict[str, Any]:
    """What the stage's migrations Lambda answers. Raises `OperationFailed`, and `ValueError` for an unknown stage."""
    (house,) = stages_called(stage)
    # No second attempt by itself: the first may still be at work.
    config = Config(read_timeout=SECONDS_TO_WAIT, retries={"total_max_attempts": 1}, region_name=EDGE_REGION)
    try:
        by = boto3.client("sts", config=config).get_caller_identity()["Arn"]
        answer = boto3.client("lambda", config=config).invoke(
            FunctionName=house.resource_name("database-migrations"),
            Qualifier=LIVE,
            Payload=json.dumps({**command, "by": by}).encode(),
        )
    except (BotoCoreError, ClientError) as error:
        raise OperationFailed(_in_words(error)) from error
    said: dict[str, Any] = json.loads(answer["Payload"].read())
    if answer.get("FunctionError"):
        raise OperationFailed(f"{said.get('errorType')}: {said.get('errorMessage')}")
    return said


def main(arguments: list[str]) -> int:
    """Print the answer; 1 where the command was refused, 2 where it failed."""
    try:
        answer = ask(*_parsed(arguments))
    except OperationFailed as error:
        sys.stderr.write(f"{error}\n")
        return FAILED
    sys.stdout.write(f"{json.dumps(answer, indent=2, ensure_ascii=False)}\n")
    return 0 if answer.get("status") == "SUCCESS" else REFUSED


def _in_words(error: Exception) -> str:
    if isinstance(error, ClientError) and error.response["Error"]["Code"] == "TooManyRequestsException":
        return "Another run is under way (a deploy?): only one at a time. Try again when it has ended."
    return str(error)


def _parsed(arguments: list[str]) -> tuple[str, dict[str, str]]:
    parser = argparse.ArgumentParser(prog="make operator")
    parser.add_argument("--stage", required=True, choices=[stage.name for stage in STAGES])
    parser.add_argument("--command", required=True, choices=["make-admin", "migrate", "sql"])
    for name in ("email", "statement", "as"):
        parser.add_argument(f"--{name}", default="")
    given = vars(parser.parse_args(arguments))
    stage = given.pop("stage")
    return stage, {name: value for name, value in given.items() if value}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
