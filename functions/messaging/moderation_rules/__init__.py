"""Rules of what is looked for in messages, as administrators keep them."""
