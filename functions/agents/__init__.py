"""Who brings people, and what they earn from their deals."""

import common  # noqa: F401 - before all else: it loads Powertools on demand
