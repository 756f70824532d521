"""Who stands in a list, with what the brand wrote of them."""
