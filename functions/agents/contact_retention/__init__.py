"""What time does to contacts and to files of them."""
