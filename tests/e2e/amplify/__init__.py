"""Programs with the real client of AppSync Events, and who tells them what to do."""
