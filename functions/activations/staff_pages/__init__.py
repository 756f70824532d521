"""The pages behind links of gates and screens."""
