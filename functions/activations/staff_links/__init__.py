"""Links of gates and screens: made, listed and revoked by the brand."""
