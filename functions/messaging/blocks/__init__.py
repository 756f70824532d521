"""Of whom one wants nothing."""
