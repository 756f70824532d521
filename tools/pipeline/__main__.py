"""Fails where actionlint complains of a workflow."""

import sys

from tools.pipeline import complaints_of, every_workflow

if __name__ == "__main__":
    found = complaints_of(*every_workflow())
    sys.exit("\n".join(found) or 0)
