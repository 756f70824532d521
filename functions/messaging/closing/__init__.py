"""The end of conversations whose subject is over."""
