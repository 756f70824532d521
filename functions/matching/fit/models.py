"""What a client says fits a brand."""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, field_validator, model_validator

from common.models.base import Input
from common.models.campaigns import Category
from common.models.lines import visible

Place = Annotated[
    str,
    StringConstraints(strip_whitespace=True, pattern=r"^[A-Z]{2}(/.*\S.*)?$", max_length=200),
    AfterValidator(visible),
]
AgeRange = Annotated[str, StringConstraints(pattern=r"^\d{2}-\d{2}$|^65\+$")]


class BrandFitDraft(Input):
    """What fits a brand, all of it: what is left out is emptied. Campaigns that say nothing else use it."""

    categories: list[Category] = Field(default_factory=list, max_length=50)
    tone: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1_000)] = ""
    target_locations: list[Place] = Field(
        default_factory=list, max_length=50,
        description="Countries (ISO 3166-1 alpha-2) and cities in them: `DE`, `DE/Berlin`.",
    )  # fmt: skip
    target_age_ranges: list[AgeRange] = Field(default_factory=list, max_length=20)
    excluded_categories: list[Category] = Field(default_factory=list, max_length=50)

    @field_validator("categories", "target_locations", "target_age_ranges", "excluded_categories")
    @classmethod
    def _each_once(cls, values: list[str]) -> list[str]:
        return list({value.lower(): value for value in reversed(values)}.values())[::-1]

    @model_validator(mode="after")
    def _wants_nothing_it_excludes(self) -> "BrandFitDraft":
        excluded = {category.lower() for category in self.excluded_categories}
        if both := [category for category in self.categories if category.lower() in excluded]:
            raise ValueError(f"wanted and excluded: {', '.join(both)}")
        return self
