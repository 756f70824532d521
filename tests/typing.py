"""Types that many tests name."""

from typing import Any

import psycopg

Connection = psycopg.Connection[Any]
"""A connection whose rows are tuples of anything."""
