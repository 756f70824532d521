"""Answers about types of facts."""

from common.models.base import Output
from common.models.reward_facts import FactType


class FactTypes(Output):
    """All types there are."""

    data: list[FactType]
