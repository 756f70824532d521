"""Money on its way to creators."""
