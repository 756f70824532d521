"""What people see who scan a code: the page with the button, what became of their scan, in their language."""
