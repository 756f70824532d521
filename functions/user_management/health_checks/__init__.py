"""What the system notices about itself and about accounts, as time goes by."""
