"""Public media kits of creators."""
