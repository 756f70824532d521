"""The common layer: the data model, the adapters, and the small boring runtime."""

from common import on_demand

on_demand.install()
