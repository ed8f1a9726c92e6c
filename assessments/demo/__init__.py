"""Three rounds with invented answers, to try the application and to show it. See `fixtures/demo/`."""
