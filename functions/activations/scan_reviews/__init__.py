"""The queue of flagged scans: who looks at them, what is seen, and what time does to what nobody looked at."""
