"""When creators are paid."""
