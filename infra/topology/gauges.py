"""What stands at a level, and who is woken by it: beside what is counted (`Metric`) and what fails (`FailureShare`)."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Gauge:
    """How much there is of something, as a job tells it again and again; `divided` by kinds that it names itself."""

    name: str
    title: str
    divided: bool = False


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """An alarm called `name`: the gauge stands at `at_least` or above. It is told every so many minutes."""

    name: str
    gauge: str
    at_least: int
    minutes: int
