"""Powertools on demand: what we use loads nothing else, what we do not use is there all the same."""

import importlib
import subprocess
import sys

import pytest

from common.on_demand import HOMES, POWERTOOLS

HANDLER = f"{POWERTOOLS}.event_handler"
EVENTS = f"{POWERTOOLS}.utilities.data_classes"
REST = (f"{POWERTOOLS}.metrics", f"{POWERTOOLS}.tracing", f"{HANDLER}.appsync", f"{EVENTS}.kafka_event")


def fresh(program: str) -> str:
    """What a process of its own prints."""
    path = {"PYTHONPATH": ":".join(sys.path)}
    finished = subprocess.run(
        [sys.executable, "-c", program], env=path, capture_output=True, text=True, check=True
    )
    return finished.stdout.strip()


def test_the_resolver_comes_without_what_we_do_not_use() -> None:
    program = f"import sys, common.http; print(set({REST}) & set(sys.modules), '{HANDLER}.api_gateway' in sys.modules)"
    assert fresh(program) == "set() True"


def test_without_us_all_of_it_is_loaded() -> None:
    """So the test before this one sees something."""
    program = f"import sys; from {HANDLER} import Response; print(sorted(set({REST}) & set(sys.modules)))"
    assert fresh(program) == str(sorted(REST))


@pytest.mark.parametrize(
    ("package", "name"),
    [(POWERTOOLS, "Metrics"), (HANDLER, "AppSyncResolver"), (EVENTS, "KafkaEvent"), (HANDLER, "__all__")],
)
def test_a_name_that_is_not_listed_is_there(package: str, name: str) -> None:
    program = f"import common, {package}; from {package} import {name}; print({name} is {package}.{name})"
    assert fresh(program) == "True"


def test_a_name_that_is_nowhere_is_refused_as_ever() -> None:
    program = f"import common\ntry:\n    from {HANDLER} import No\nexcept ImportError as error:\n    print(error.name)"
    assert fresh(program) == HANDLER


def test_a_package_knows_its_file_and_its_parts() -> None:
    program = f"import common, {HANDLER} as a\nfrom {HANDLER} import content_types as c\nprint(a.__file__, c.__name__)"
    where, name = fresh(program).split()
    assert where.endswith("event_handler/__init__.py")
    assert name == f"{HANDLER}.content_types"


@pytest.mark.parametrize(
    ("package", "name", "home"), [(one, *pair) for one, names in HOMES.items() for pair in names.items()]
)
def test_each_name_is_at_home_where_we_look_for_it(package: str, name: str, home: str) -> None:
    program = f"import {package} as it, {package}.{home} as home; print(it.{name} is home.{name})"
    assert fresh(program) == "True"
    assert hasattr(importlib.import_module(f"{package}.{home}"), name)
