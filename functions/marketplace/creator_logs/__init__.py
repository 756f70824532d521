"""What is held against creators."""
