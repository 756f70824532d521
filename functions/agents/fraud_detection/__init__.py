"""What is looked for by night, and the lists that rules read."""
