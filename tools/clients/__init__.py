"""The typed clients of `clients/`, made from the published description (`make clients`, decision 75)."""
