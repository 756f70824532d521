"""Bodies and answers of settings."""

from typing import Annotated

from pydantic import Field

from common.models.base import Input, Output
from common.models.system import Setting


class Settings(Output):
    """All settings."""

    data: list[Setting]


class SettingValue(Input):
    """A new value, within the setting's range."""

    value: Annotated[int, Field(strict=True, ge=-(2**63), lt=2**63)]
    """What shall be in force, within the setting's range."""
