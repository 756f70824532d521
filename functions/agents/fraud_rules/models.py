"""Bodies and answers of fraud rules."""

from typing import Annotated

from pydantic import Field

from common.fraud.configs import RuleConfig
from common.models.base import Input, Output, left_out
from common.models.fraud import FraudAction, FraudRule, FraudSeverity


class FraudRules(Output):
    """All rules, by their keys."""

    data: list[FraudRule]


class FraudRulePatch(Input):
    """What is to be different from now on."""

    active: bool = left_out()
    """Whether it is looked for."""
    severity: FraudSeverity = left_out()
    action: FraudAction = left_out()
    config: RuleConfig = left_out()
    """All that the rule is told beside its name: each rule has fields of its own."""
    weight: Annotated[int, Field(strict=True, ge=0, le=100)] | None = None
    """Points, for those that add up points; null: it does not count among them."""
