"""The house style of a municipality: its logo and its colour, on screen and in the PDFs."""
