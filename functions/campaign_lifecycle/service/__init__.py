"""Use cases of the capability, by resource."""
