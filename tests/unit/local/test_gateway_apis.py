"""Several APIs behind one address, as the map divides them."""

import json
from dataclasses import replace
from pathlib import Path

from infra.topology.types import Capability, Route
from tests.unit.local.running import Running, every_method, function, run, topology

ECHO = """
    import json
    def lambda_handler(event, context):
        return {"statusCode": 200, "headers": {"content-type": "application/json"}, "body": json.dumps(event)}
"""


def test_a_path_leads_to_its_own_api_and_is_known_to_no_other(tmp_path: Path) -> None:
    """As in AWS, where CloudFront leads it: `%73` is an `s` for an API, and no pattern of CloudFront's matches it."""
    first = Capability(name="first", functions=(function(routes=every_method("/open/{proxy+}")),))
    routes = (*every_method("/raffles/{code}"), Route(method="POST", path="/gigs", authorization="none"))
    second = Capability(
        name="second",
        api="second",
        functions=(function(name="deals", routes=routes, reserved_concurrency=1),),
    )

    def scenario(running: Running) -> None:
        for path, status in {
            "/raffles/x": 200,
            "/raffles/x?y=1": 200,
            "/raffle%73/x": 404,
            "/open/x": 200,
        }.items():
            assert running.call("GET", path).status == status, path
        assert running.call("POST", "/gigs", b"{}").status == 200
        assert running.call("GET", "/gigs").status == 404
        assert json.loads(running.call("GET", "/raffles/x").body)["pathParameters"] == {"code": "x"}

    run(tmp_path, ECHO, scenario, topology=replace(topology(), capabilities=(first, second)))
