"""What people did is counted, person by person, and what it reached is granted."""
