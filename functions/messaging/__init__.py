"""What people of a brand and one person write to each other, once, in order, in real time."""

import common  # noqa: F401 - before all else: it loads Powertools on demand
