"""What a sign-in may do with its access token: end, and change the password and the address."""
