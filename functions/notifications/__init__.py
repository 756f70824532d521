"""The inbox, what people want to be told, and delivery by e-mail."""

import common  # noqa: F401 - before all else: it loads Powertools on demand
