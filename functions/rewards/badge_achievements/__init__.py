"""Achievements as badges name them: a page for people, the same for programs, a picture."""
