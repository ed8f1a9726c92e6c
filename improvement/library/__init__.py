"""The library of good practices: who reads it, how a practice gets in, and how it is searched."""
