"""Applications to gigs."""
