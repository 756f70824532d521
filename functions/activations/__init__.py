"""Activations: codes that people scan at places and events; who scans is counted once, and nobody is tracked."""

import common  # noqa: F401 - before all else: it loads Powertools on demand
