"""What time does to scans, and to what is known of those who made them."""
