"""The identity provider: Cognito's twin on a laptop."""
