"""Fences of brands: drawn, tried out, and fixed once something launched uses them."""
