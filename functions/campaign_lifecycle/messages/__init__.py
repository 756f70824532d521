"""Messages between a brand and those who take part."""
