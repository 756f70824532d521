"""Connected accounts and what is known of them."""
