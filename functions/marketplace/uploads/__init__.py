"""Files of creators for held funds: announced, uploaded, looked at, handed in."""
