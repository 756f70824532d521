"""What gates scan: at once, and what they kept while they were offline."""
