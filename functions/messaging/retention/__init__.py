"""What time does to conversations, their messages and files."""
