"""The entity models say what their tables hold: the same names, null where the column may be null."""

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest

import common.models
from common.models.base import Output
from tests.conftest import Database
from tests.database.entities import ENTITIES, NO_TABLE
from tests.database.entity import Entity


def models() -> Iterator[type[Output]]:
    for found in pkgutil.iter_modules(common.models.__path__):
        module = import_module(f"common.models.{found.name}")
        for _, model in inspect.getmembers(module, inspect.isclass):
            if issubclass(model, Output) and model.__module__ == module.__name__:
                yield model


def test_every_model_is_held_to_its_table() -> None:
    assert {*models()} == {entity.model for entity in ENTITIES} | NO_TABLE


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda entity: f"{entity.model.__name__}-{entity.table}")
def test_a_model_and_its_table_agree(shared_database: Database, entity: Entity) -> None:
    with shared_database.connect() as db:
        nullable: dict[str, bool] = dict(
            db.execute(
                "select attname, not attnotnull from pg_attribute"
                " where attrelid = %s::regclass and attnum > 0 and not attisdropped", (entity.table,)
            ).fetchall()
        )  # fmt: skip
    fields = entity.model.model_fields
    assert entity.hidden <= nullable.keys()
    assert fields.keys() == (nullable.keys() - entity.hidden) | entity.derived
    for name in fields.keys() - entity.derived:
        assert (type(None) in getattr(fields[name].annotation, "__args__", ())) == nullable[name], name
