"""What is written in conversations."""
