"""The three formats. Each writes from the same sheets, one assessment at a time, and keeps nothing of it in memory."""
