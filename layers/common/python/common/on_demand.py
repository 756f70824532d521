"""Powertools without what we do not use of it: three of its packages run their `__init__` only when they must.

`aws_lambda_powertools` loads metrics and tracing, `event_handler` the resolvers of AppSync, Bedrock and VPC Lattice,
`data_classes` the events of thirty services: an eighth of the cold start of an API (decision 82). Here a name that we
ask such a package for is looked up in the module that it comes from; whatever is not listed runs the package's own
`__init__`, as if this module were not there. So a new release of Powertools may slow a start down, and breaks nothing.
"""

import importlib
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

POWERTOOLS = "aws_lambda_powertools"
HOMES: dict[str, dict[str, str]] = {
    POWERTOOLS: {"Logger": "logging"},
    f"{POWERTOOLS}.event_handler": {
        "APIGatewayHttpResolver": "api_gateway",
        "ApiGatewayResolver": "api_gateway",
        "Response": "api_gateway",
    },
    f"{POWERTOOLS}.utilities.data_classes": {
        "ALBEvent": "alb_event",
        "APIGatewayProxyEvent": "api_gateway_proxy_event",
        "APIGatewayProxyEventV2": "api_gateway_proxy_event",
        "BedrockAgentEvent": "bedrock_agent_event",
        "LambdaFunctionUrlEvent": "lambda_function_url_event",
        "VPCLatticeEvent": "vpc_lattice",
        "VPCLatticeEventV2": "vpc_lattice",
    },
}
"""Package → name → the submodule that it comes from."""


class _Loader:
    """Makes a package of its path alone. PEP 451 asks for both methods."""

    def __init__(self, spec: ModuleSpec) -> None:
        self._spec = spec

    def create_module(self, spec: ModuleSpec) -> None:
        """An ordinary module."""

    def exec_module(self, module: ModuleType) -> None:
        """Leave the `__init__` until a name is asked for that has no home."""
        loader = self._spec.loader
        assert loader is not None

        def find(name: str) -> Any:
            if home := HOMES[module.__name__].get(name):
                return getattr(importlib.import_module(f"{module.__name__}.{home}"), name)
            if PathFinder.find_spec(f"{module.__name__}.{name}", module.__path__):
                return importlib.import_module(f"{module.__name__}.{name}")
            del module.__dict__["__getattr__"]
            loader.exec_module(module)
            return getattr(module, name)

        module.__dict__["__getattr__"] = find


class _Finder:
    """Stands before the others for the packages of `HOMES`, and finds nothing else."""

    @staticmethod
    def find_spec(
        name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Where the package is, to be loaded on demand."""
        if name not in HOMES:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is None:
            return None
        wrapped = ModuleSpec(name, _Loader(spec), origin=spec.origin, is_package=True)  # type: ignore[arg-type]
        wrapped.has_location = True  # so that it has a `__file__`
        wrapped.submodule_search_locations = spec.submodule_search_locations
        return wrapped


def install() -> None:
    """From now on, in this process; what is loaded already stays as it is."""
    if _Finder not in sys.meta_path:
        sys.meta_path.insert(0, _Finder)
