"""How long facts are kept, and where those to come are put."""
