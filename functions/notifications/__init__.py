"""The inbox, what people want to be told, and delivery by e-mail."""
