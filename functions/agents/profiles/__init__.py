"""Who brings people: their profile, what they have reached, and what administrators decide about them."""
