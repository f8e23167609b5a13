"""A long run of the real service under everything that can go wrong around it."""
