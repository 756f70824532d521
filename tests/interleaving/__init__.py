"""Two use cases at once, in every order that a single switch allows (`README.md` of this folder)."""
