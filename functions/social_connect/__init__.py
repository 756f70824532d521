"""Connected platforms: OAuth, token refresh, metrics and posts."""
