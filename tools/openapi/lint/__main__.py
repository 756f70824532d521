"""Fails where a linter complains of the API's description."""

import sys

from tools.openapi import DOCUMENT
from tools.openapi.lint import complaints_of

if __name__ == "__main__":
    found = complaints_of(DOCUMENT)
    sys.exit("\n".join(found) or 0)
