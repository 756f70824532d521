"""Money of brands: deposits, withdrawals, disputes."""
