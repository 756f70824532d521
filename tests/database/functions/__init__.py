"""One file for each SQL function that moves or proves money: what it does and refuses, and that it does it once."""
