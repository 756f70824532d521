"""What time does to gigs and deals."""
