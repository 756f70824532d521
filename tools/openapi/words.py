"""What an operation is called, and what is said of it: read from its route, so that it stands beside the code.

The function's name is the operationId (`create_campaign`: `createCampaign`); the first line of its docstring is the
summary; the rest is the description, which begins with who may call it. Nothing of this happens in a Lambda.
"""

import inspect
import re

from aws_lambda_powertools.event_handler.api_gateway import Route


def describe(route: Route) -> None:
    """Give the route its operationId, summary and description."""
    summary, _, description = (inspect.getdoc(route.func) or "").partition("\n\n")
    route.operation_id = operation_id(route.func.__name__)
    route.summary = _unwrapped(summary).removesuffix(".")
    route.description = "\n\n".join(_unwrapped(paragraph) for paragraph in description.split("\n\n"))


def operation_id(name: str) -> str:
    """The name of a function as clients in all languages read it: `list_job_runs` is `listJobRuns`."""
    return re.sub(r"_([a-z0-9])", lambda found: found[1].upper(), name)


def _unwrapped(paragraph: str) -> str:
    """On one line, but for the points of a list."""
    return re.sub(r"\s*\n(?!- )\s*", " ", paragraph.strip())
