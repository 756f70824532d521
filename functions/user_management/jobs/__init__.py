"""Timers: when each job ran last and runs next, and a run between its times."""
