"""What people have achieved, how far they are with the rest, and what of it they show to others."""
