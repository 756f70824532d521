"""Lists of creators, shared by the people of a brand."""
