"""What became of a scan that was handed to the queue."""
