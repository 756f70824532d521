"""How a person's devices connect to the push service."""
