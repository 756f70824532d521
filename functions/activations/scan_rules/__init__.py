"""How good the rules against cheated scans are."""
