"""What is done every minute: wake the worker, and clear what was counted."""
