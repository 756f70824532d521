"""Exchange rates: the European Central Bank, or a stub."""
