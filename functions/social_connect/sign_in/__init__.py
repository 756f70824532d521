"""To sign in with an account of a platform that one has connected before."""
