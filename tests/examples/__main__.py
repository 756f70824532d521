"""Writes the examples that the story gives (`make docs`)."""

import tempfile
from pathlib import Path

from tests.examples.scenario import recorded_by_a_fresh_system
from tests.examples.written import write

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        write(recorded_by_a_fresh_system(Path(folder) / "data"))
