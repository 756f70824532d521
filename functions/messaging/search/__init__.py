"""Messages by what stands in them."""
