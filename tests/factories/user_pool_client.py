"""boto3's client of Cognito with a pool of ours behind it, held to the service's own description in both directions."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import boto3
from botocore import xform_name
from botocore.awsrequest import AWSResponse, HTTPHeaders
from botocore.config import Config
from botocore.validate import validate_parameters

Answer = Callable[[str, Mapping[str, Any]], dict[str, Any]]


class Refused(Exception):
    """What the pool refuses: a code of the service's description, and what it says."""

    def __init__(self, code: str, says: str = "") -> None:
        super().__init__(code)
        self.code, self.says = code, says


class Calls:
    """A client whose requests `answer` answers. `made`: the operations, in order, with what they carried.

    `fails`: operations that answer with an error instead, and its code. `unsigned`: what IAM does not look at.
    """

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self.made: list[tuple[str, dict[str, Any]]] = []
        self.fails: dict[str, str] = {}
        config = Config(retries={"total_max_attempts": 1})
        self.client = boto3.client("cognito-idp", region_name="us-east-1", config=config)
        self.client.meta.events.register_first("before-call.cognito-idp", self._intercept)

    def operations(self) -> list[str]:
        """What was called, in order."""
        return [operation for operation, _ in self.made]

    def carried(self, operation: str) -> dict[str, Any]:
        """What the last call of an operation carried."""
        return next(given for name, given in reversed(self.made) if name == operation)

    def _intercept(self, model: Any, params: Any, **_: Any) -> Any:
        operation, given = xform_name(model.name), json.loads(params["body"])
        self.made.append((operation, given))
        try:
            answer = self._answered(operation, given)
        except Refused as refused:
            _require_known(model, refused.code)
            told = {"Error": {"Code": refused.code, "Message": refused.says}}
            return _response(400), told | {"ResponseMetadata": {"HTTPStatusCode": 400}}
        if model.output_shape is not None:
            validate_parameters(answer, model.output_shape)
        return _response(200), answer | {"ResponseMetadata": {"HTTPStatusCode": 200}}

    def _answered(self, operation: str, given: Mapping[str, Any]) -> dict[str, Any]:
        if (code := self.fails.get(operation)) is not None:
            raise Refused(code, "planted")
        return self._answer(operation, given)


def _require_known(model: Any, code: str) -> None:
    known = {shape.name for shape in model.error_shapes}
    assert code in known, f"{model.name} never answers {code}"


def _response(status: int) -> AWSResponse:
    return AWSResponse("https://cognito-idp.us-east-1.amazonaws.com/", status, HTTPHeaders(), None)
