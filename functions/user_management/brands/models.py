"""Bodies and answers of brands."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from common.models.addresses import Destination, PublicAddress
from common.models.base import Input, Output, left_out
from common.models.lines import ShortLine
from common.models.names import Name

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$")]
Description = Annotated[str, Field(max_length=5_000)]


class BrandOpened(Output):
    """A brand that the caller has opened."""

    id: UUID


class BrandDraft(Input):
    """A new brand; its slug follows from its name and can be changed later."""

    name: Name


class BrandPatch(Input):
    """Only what is sent changes."""

    name: Name = left_out()
    slug: Slug = left_out()
    website: Destination | None = None
    industry: ShortLine | None = None
    logo_url: PublicAddress | None = None
    description: Description = left_out()
