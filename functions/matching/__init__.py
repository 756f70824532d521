"""Which creators fit a campaign or a gig, and which gigs a creator: scores, their parts, and a sentence why."""

import common  # noqa: F401 - before all else: it loads Powertools on demand
