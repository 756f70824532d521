"""Files of a campaign: announced, uploaded, looked at, kept."""
