"""Who may ask more often than others."""
