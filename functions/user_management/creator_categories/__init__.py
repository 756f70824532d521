"""The list that creators choose their categories from."""
