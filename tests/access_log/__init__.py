"""A real web server's log, followed as clicks, and counted a second time without the system."""
