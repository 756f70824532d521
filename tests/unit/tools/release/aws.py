"""AWS as botocore knows it: each client answers what is queued for it, and fails for a call that nobody expected."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import boto3
from botocore.stub import Stubber

Call = tuple[str, dict[str, Any], dict[str, Any]]
"""Operation, what it is asked, what it answers."""
Refusal = tuple[str, str, str]
"""Operation, code, message."""


@contextmanager
def answering(**services: list[Call | Refusal]) -> Iterator[Callable[[str], Any]]:
    """Clients by service; in the end every queued answer was asked for."""
    clients = {name: boto3.client(_service(name), region_name="us-east-1") for name in services}
    with ExitStack() as stack:
        stubbers = {name: stack.enter_context(Stubber(client)) for name, client in clients.items()}
        for name, calls in services.items():
            for call in calls:
                operation, second, third = call
                if isinstance(second, str):
                    stubbers[name].add_client_error(operation, second, str(third))
                else:
                    assert isinstance(third, dict)
                    stubbers[name].add_response(operation, third, second)
        yield lambda service: clients["lambda_" if service == "lambda" else service.replace("-", "_")]
        for stubber in stubbers.values():
            stubber.assert_no_pending_responses()


def _service(name: str) -> Any:
    return {"lambda_": "lambda"}.get(name, name.replace("_", "-"))
