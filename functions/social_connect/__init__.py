"""Connected platforms: OAuth, token refresh, metrics and posts."""

import common  # noqa: F401 - before all else: it loads Powertools on demand
