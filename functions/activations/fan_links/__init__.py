"""Links between accounts and fans: by a ticket of the browser that scanned."""
