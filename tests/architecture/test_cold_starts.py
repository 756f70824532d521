"""What no Lambda loads before somebody needs it. What a start costs, `make bench ARGS=cold_start` measures."""

import importlib
import json
import os
import pkgutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel, PydanticUndefinedAnnotation

import common
from infra.topology import TOPOLOGY
from infra.topology.types import Function
from tests.architecture.sources import ROOT

DEAR = (
    # clients of services, and what they bring along
    "boto3", "botocore.session", "botocore.client", "stripe", "httpx", "requests", "urllib3", "authlib",
    "http.client", "xml.sax", "multiprocessing",
    # keys and passwords
    "argon2", "cryptography", "jwt",
    # pages, pictures, rules of addresses, lists of programs
    "jinja2", "markdown_it", "segno", "email_validator", "ua_parser", "crawlerdetect", "crawleruseragents",
    # sheets of codes, as PDF
    "fpdf", "PIL", "fontTools", "barcode",
    # what judges messages
    "re2", "phonenumbers", "common.moderation.engine", "common.moderation.evasions",
    # of Powertools: what describes the API, and what answers for other services (`common.on_demand`)
    "aws_lambda_powertools.event_handler.openapi.models",
    "aws_lambda_powertools.event_handler.openapi.swagger_ui",
    "aws_lambda_powertools.event_handler.appsync",
    "aws_lambda_powertools.logging", "aws_lambda_powertools.metrics", "aws_lambda_powertools.tracing",
)  # fmt: skip
NEEDED = {"notifications-worker": {"jinja2"}, "notifications-custom-message": {"jinja2"}}
"""What all that a Lambda does needs: each of its messages is a mail, or a sentence of Cognito's in our words."""

REDIRECT = (*DEAR, "aws_lambda_powertools", "pydantic", "jmespath", "common.models")
PATH = os.pathsep.join(map(str, (ROOT / "functions", ROOT / "layers/common/python")))


def loaded(module: str, *, path: str = PATH) -> set[str]:
    """Every module that a fresh process has after it imported this one."""
    return set(
        json.loads(printed(f"import json, sys, {module}; print(json.dumps(sorted(sys.modules)))", path))
    )


def printed(program: str, path: str = PATH) -> str:
    """What a fresh process says."""
    finished = subprocess.run(
        [sys.executable, "-c", program], env={"PYTHONPATH": path}, capture_output=True, text=True, check=True
    )
    return finished.stdout


def dear(modules: Iterable[str], forbidden: Iterable[str] = DEAR) -> set[str]:
    """Those of `modules` that are forbidden, or lie below what is."""
    return {one for one in modules if any(f"{one}.".startswith(f"{other}.") for other in forbidden)}


@pytest.mark.parametrize("function", TOPOLOGY.functions, ids=lambda function: function.name)
def test_a_start_loads_nothing_dear(function: Function) -> None:
    forbidden = set(DEAR) - NEEDED.get(function.name, set())
    assert dear(loaded(function.handler.rpartition(".")[0]), forbidden) == set()


@pytest.mark.parametrize("function", TOPOLOGY.functions, ids=lambda function: function.name)
def test_a_start_seldom_looks_for_unused_objects(function: Function) -> None:
    module = function.handler.rpartition(".")[0]
    looked = printed(f"import gc, {module}; print(gc.get_stats()[0]['collections'])")
    assert (
        int(looked) < 30
    )  # the interpreter's own start, before ours is read; with Python's threshold, 70 to 130 times


@pytest.mark.parametrize("door", ["activations.scan", "tracking_redirect.redirect"])
def test_the_doors_of_crowds_load_no_model(door: str) -> None:
    assert dear(loaded(door), REDIRECT) == set()


def test_what_is_exempt_is_loaded_indeed() -> None:
    for name, modules in NEEDED.items():
        assert dear(loaded(TOPOLOGY.function(name).handler.rpartition(".")[0])) >= modules


def test_a_dear_import_is_found(tmp_path: Path) -> None:
    (tmp_path / "planted.py").write_text("import segno\n")
    found = dear(loaded("planted", path=os.pathsep.join([str(tmp_path), *sys.path])))
    assert found >= {"segno", "xml.sax"}


def our_models() -> Iterator[type[BaseModel]]:
    """Every model of ours, wherever it stands."""
    roots = [*common.__path__, *(str(ROOT / "functions" / each.name) for each in TOPOLOGY.capabilities)]
    for root in roots:
        for found in pkgutil.walk_packages([root], f"{Path(root).name}."):
            importlib.import_module(found.name)
    known = [BaseModel]
    for model in known:
        known += [one for one in model.__subclasses__() if one not in known]
    ours = ("common.", *(f"{each.name}." for each in TOPOLOGY.capabilities))
    return (one for one in known if one.__module__.startswith(ours) and "[" not in one.__name__)


def test_every_model_can_be_built() -> None:
    """They are built when they are first used, so a fault in one would be found by somebody's request."""
    built = [model for model in our_models() if model.model_rebuild(force=True) is not False]
    assert len(built) > 300
    assert not [model.__name__ for model in built if not model.__pydantic_complete__]


def test_a_model_that_cannot_be_built_is_found() -> None:
    class Planted(BaseModel):
        model_config = {"defer_build": True}
        what: "NobodyKnows"  # type: ignore[name-defined] # noqa: F821

    with pytest.raises(PydanticUndefinedAnnotation):
        Planted.model_rebuild(force=True)
