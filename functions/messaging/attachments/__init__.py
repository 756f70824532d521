"""Files of messages: announced, uploaded, looked at, sent."""
