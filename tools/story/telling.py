"""The transcript, as people read it."""

from decimal import Decimal

from rich.console import Console
from rich.text import Text


class Teller:
    """Says what happens, act by act."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self._acts = 0

    def act(self, title: str) -> None:
        """Another act begins."""
        self._acts += 1
        self.console.print()
        self.console.rule(Text(f"{self._acts}. {title}", style="bold cyan"), align="left")

    def say(self, who: str, what: str) -> None:
        """Somebody does something. Both are shown as they are: what people write is no markup."""
        self.console.print(Text.assemble((f"{who:>12}  ", "bold"), what), soft_wrap=True)


def money(cents: int, currency: str = "usd") -> str:
    """An amount in minor units, as people write it."""
    return f"{Decimal(cents) / 100:,.2f} {currency.upper()}"
