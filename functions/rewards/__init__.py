"""What people earn beyond their deals: facts are counted, programs grant, badges prove it."""

import common  # noqa: F401 - before all else: it loads Powertools on demand
