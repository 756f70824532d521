"""The template is what the map says: routes, authorizer, throttles, timers, settings of every function."""

import json
from typing import Any
from urllib.parse import urlsplit

import pytest

from infra.capacity import deployed, reserved_concurrency
from infra.constructs.identity import PERSON_SCOPE, SERVICE_SCOPE
from infra.stages import DEV
from infra.topology.shared import DRAWN_SECRETS
from infra.topology.tracking_redirect import TRACKING_API, TRACKING_REDIRECT
from infra.topology.types import Function
from tests.infra.conftest import Assembly, Resource, Stack


@pytest.fixture(params=["house", "furnished"])
def assembly(request: pytest.FixtureRequest) -> Assembly:
    """The real map, and the map with every kind of furniture."""
    found: Assembly = request.getfixturevalue(request.param)
    return found


def _own_stack(assembly: Assembly, function: Function) -> Stack:
    return assembly.stack("dev", f"capability-{function.capability.replace('_', '-')}")


def _lambda(assembly: Assembly, function: Function) -> Resource:
    name = f"atomic-influence-dev-{function.name}"
    found = _own_stack(assembly, function).properties("AWS::Lambda::Function")
    return next(one for one in found if one["FunctionName"] == name)


def _behind(stack: Stack, alias: Resource) -> Resource:
    """The Lambda whose alias `{"Ref": …}` names: nothing calls a Lambda otherwise (test_releases.py)."""
    function = stack.resources("AWS::Lambda::Alias")[alias["Ref"]]["Properties"]["FunctionName"]["Ref"]
    properties: Resource = stack.resources("AWS::Lambda::Function")[function]["Properties"]
    return properties


def _routes(assembly: Assembly) -> dict[str, Resource]:
    made = assembly.properties("dev", "AWS::ApiGatewayV2::Route")
    routes = {one["RouteKey"]: one for one in made}
    assert len(routes) == len(made)
    return routes


def test_every_function_of_the_map_is_in_its_capabilitys_stack_and_no_other(assembly: Assembly) -> None:
    made = {
        (stack.name, one["FunctionName"])
        for stack in assembly.stacks("dev")
        for one in stack.properties("AWS::Lambda::Function")
    }
    wanted = {
        (_own_stack(assembly, function).name, f"atomic-influence-dev-{function.name}")
        for function in deployed(assembly.topology)
    }
    assert made == wanted | {("core", "atomic-influence-dev-database-migrations")}


def test_every_route_of_the_map_is_in_the_template_and_no_other(assembly: Assembly) -> None:
    wanted = {route.key for function in deployed(assembly.topology) for route in function.routes}
    assert set(_routes(assembly)) == wanted


def test_a_short_link_leads_to_the_redirect(house: Assembly) -> None:
    base = _lambda(house, TRACKING_API)["Environment"]["Variables"]["SHORT_LINK_BASE_URL"]
    assert f"{urlsplit(base).path}/{{short_code}}" in {route.path for route in TRACKING_REDIRECT.routes}


def test_a_route_leads_to_its_own_function(assembly: Assembly) -> None:
    for function in deployed(assembly.topology):
        stack = _own_stack(assembly, function)
        integrations = stack.resources("AWS::ApiGatewayV2::Integration")
        routes = {one["RouteKey"]: one for one in stack.properties("AWS::ApiGatewayV2::Route")}
        for route in function.routes:
            integration = integrations[routes[route.key]["Target"]["Fn::Join"][1][1]["Ref"]]["Properties"]
            target = _behind(stack, integration["IntegrationUri"])
            assert target["FunctionName"] == f"atomic-influence-dev-{function.name}"
            assert integration["PayloadFormatVersion"] == "2.0"


def test_the_token_is_checked_exactly_where_the_map_says(assembly: Assembly) -> None:
    routes = _routes(assembly)
    for function in deployed(assembly.topology):
        for route in function.routes:
            made = routes[route.key]
            if route.authorization == "jwt":
                assert made["AuthorizationType"] == "JWT"
                assert set(made["AuthorizationScopes"]) == {PERSON_SCOPE, SERVICE_SCOPE}
            else:
                assert made.get("AuthorizationType", "NONE") == "NONE"


def test_no_route_catches_a_browsers_preflight(assembly: Assembly) -> None:
    assert not [key for key in _routes(assembly) if key.startswith(("ANY", "OPTIONS", "$default"))]


def test_throttles_are_the_maps(assembly: Assembly) -> None:
    stages = assembly.properties("dev", "AWS::ApiGatewayV2::Stage")
    default = assembly.topology.default_throttle
    for stage in stages:
        assert stage["DefaultRouteSettings"]["ThrottlingRateLimit"] == default.requests_per_second
        assert stage["DefaultRouteSettings"]["ThrottlingBurstLimit"] == default.burst
    wanted = {
        route.key: (route.throttle.requests_per_second, route.throttle.burst)
        for function in deployed(assembly.topology)
        for route in function.routes
        if route.throttle
    }
    made = {
        key: (settings["ThrottlingRateLimit"], settings["ThrottlingBurstLimit"])
        for stage in stages
        for key, settings in stage["RouteSettings"].items()
    }
    assert made == wanted


def test_cors_is_the_maps(assembly: Assembly) -> None:
    apis = assembly.properties("dev", "AWS::ApiGatewayV2::Api")
    cors = assembly.topology.cors
    assert len(apis) == len(assembly.topology.apis)
    for api in apis:
        assert set(api["CorsConfiguration"]["AllowHeaders"]) == set(cors.allow_headers)
        assert set(api["CorsConfiguration"]["AllowMethods"]) == set(cors.allow_methods)
        assert tuple(api["CorsConfiguration"]["AllowOrigins"]) == cors.allow_origins
        assert tuple(api["CorsConfiguration"]["ExposeHeaders"]) == cors.expose_headers
        assert api["CorsConfiguration"]["MaxAge"] == cors.max_age_seconds
    assert {"retry-after", "ratelimit", "ratelimit-policy", "content-disposition"} < {*cors.expose_headers}


def test_every_function_has_the_maps_numbers(assembly: Assembly) -> None:
    for function in deployed(assembly.topology):
        made = _lambda(assembly, function)
        assert made["Timeout"] == function.timeout_seconds
        assert made["MemorySize"] == function.memory_mb
        assert made.get("ReservedConcurrentExecutions") == reserved_concurrency(function, DEV)
        assert made["Handler"] == function.handler
        assert (made["Runtime"], made["Architectures"]) == ("python3.13", ["arm64"])
        assert (
            "TracingConfig" not in made
        )  # X-Ray sees nothing of an HTTP API; a stage may want it all the same


def test_every_function_has_the_maps_environment_and_nothing_unasked(assembly: Assembly) -> None:
    for function in deployed(assembly.topology):
        variables = _lambda(assembly, function)["Environment"]["Variables"]
        assert variables["FUNCTION_TIMEOUT_SECONDS"] == str(function.timeout_seconds)
        given = set(variables) - {"FUNCTION_TIMEOUT_SECONDS"}
        wanted = {*assembly.topology.common_environment, *function.environment, "ORIGIN_VERIFY_SECRET"}
        wanted |= {f"QUEUE_URL_{queue.upper().replace('-', '_')}" for queue in function.known_queues}
        if function.database_login:
            wanted.add("DATABASE_SECRET_ARN")
        if [name for name in function.secrets if "LOCAL_" not in name and name not in DRAWN_SECRETS]:
            wanted.add("INTEGRATIONS_SECRET_ARN")
        if set(function.secrets) & set(DRAWN_SECRETS):
            wanted.add("DRAWN_SECRETS_ARN")
        assert given == wanted


def test_only_functions_with_a_database_login_live_in_the_network(assembly: Assembly) -> None:
    for function in deployed(assembly.topology):
        assert ("VpcConfig" in _lambda(assembly, function)) == (function.database_login is not None)


def test_what_is_only_local_is_not_deployed(furnished: Assembly) -> None:
    names = {one["FunctionName"] for one in furnished.properties("dev", "AWS::Lambda::Function")}
    assert "atomic-influence-dev-furnished-worker" in names
    assert "atomic-influence-dev-mailbox" not in names


def test_every_timer_is_in_the_template_with_its_payload(assembly: Assembly) -> None:
    schedules = {one["Name"]: one for one in assembly.properties("dev", "AWS::Scheduler::Schedule")}
    wanted: dict[str, Any] = {
        timer.job: function for function in deployed(assembly.topology) for timer in function.schedules
    }
    assert set(schedules) == set(wanted)
    assert schedules["campaign-transitions"]["ScheduleExpression"] == "cron(0 * * * ? *)"
    for job, function in wanted.items():
        target = schedules[job]["Target"]
        stack = _own_stack(assembly, function)
        dead = stack.resources("AWS::SQS::Queue")[target["DeadLetterConfig"]["Arn"]["Fn::GetAtt"][0]]
        assert dead["Properties"]["QueueName"].endswith("-schedules-dead")
        name = _behind(stack, target["Arn"])["FunctionName"]
        assert name == f"atomic-influence-dev-{function.name}"
        assert json.loads(target["Input"]) == {"job": job, "scheduled_time": "<aws.scheduler.scheduled-time>"}
        assert target["RetryPolicy"]["MaximumRetryAttempts"] > 0


def test_every_queue_has_its_dead_letter_queue(furnished: Assembly) -> None:
    for page in furnished.topology.capabilities:
        queues = furnished.stack("dev", f"capability-{page.slug}").resources("AWS::SQS::Queue")
        by_name = {one["Properties"]["QueueName"]: one["Properties"] for one in queues.values()}
        for queue in page.queues:
            made = by_name[f"atomic-influence-dev-{queue.name}"]
            dead = queues[made["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0]]["Properties"]
            assert dead["QueueName"] == f"atomic-influence-dev-{queue.name}-dead"
            assert made["RedrivePolicy"]["maxReceiveCount"] == queue.maximum_receives
            assert made["VisibilityTimeout"] == queue.visibility_timeout_seconds


def test_a_queue_wakes_its_function_in_batches_with_partial_failures(furnished: Assembly) -> None:
    mappings = furnished.properties("dev", "AWS::Lambda::EventSourceMapping")
    (mapping,) = (one for one in mappings if one["BatchSize"] == 5)
    assert mapping["MaximumBatchingWindowInSeconds"] == 1
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def test_the_user_pool_calls_the_trigger_and_may(furnished: Assembly) -> None:
    (pool,) = furnished.properties("dev", "AWS::Cognito::UserPool")
    assert "atomic-influence-dev-post-confirmation:live" in json.dumps(
        pool["LambdaConfig"]["PostConfirmation"]
    )
    (trigger,) = [one for one in furnished.topology.functions if one.name == "post-confirmation"]
    stack = _own_stack(furnished, trigger)
    allowed = [
        _behind(stack, one["FunctionName"])["FunctionName"]
        for one in stack.properties("AWS::Lambda::Permission")
        if one["Principal"] == "cognito-idp.amazonaws.com"
    ]
    assert "atomic-influence-dev-post-confirmation" in allowed
