"""What is said of a logo that can't be taken."""


class LogoError(Exception):
    """The logo can't be taken; the message says in Dutch why, and what to do."""
