"""Two stacks per stage: data, which is kept, and backend, which can be thrown away."""
