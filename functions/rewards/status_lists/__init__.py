"""Lists of badges that are void, as everybody may have them."""
