"""What a campaign asks of each creator."""
