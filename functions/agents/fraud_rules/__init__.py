"""What is looked for, as administrators keep it."""
