"""What is said to open connections: AWS AppSync Events, the laptop's emulator of it, or nothing."""
