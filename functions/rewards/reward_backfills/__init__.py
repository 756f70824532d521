"""Facts from before a trigger went live are counted for it, too, once."""
