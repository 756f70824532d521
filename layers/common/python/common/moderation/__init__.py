"""What may be written: rules as data, judged before a message is sent."""
