"""Answers about categories."""

from common.models.base import Output


class CategoryFamily(Output):
    """Categories that are related: who asks for one of them is given creators of the others for half the points.

    A category may stand in several families.
    """

    family: str
    """What they have in common."""
    members: list[str]
    """The categories, as profiles have them."""


class CategoryFamilies(Output):
    """All categories there are."""

    data: list[CategoryFamily]
