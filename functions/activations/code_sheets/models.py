"""Bodies of sheets."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from common.models.base import Input


class SheetFormat(StrEnum):
    """pdf: pages of A4, each code with its label and address. svg: a ZIP archive with a picture for each code."""

    PDF = "pdf"
    SVG = "svg"


class CodeSheet(Input):
    """What kind of sheet is wanted."""

    format: Annotated[SheetFormat, Field()]
    """A PDF to be printed and cut, or a ZIP archive of SVG pictures for whoever sets the type."""
