"""What a door answers when a rule stands in the way."""


class Refused(Exception):  # not an error of the program: an answer to the person
    """A step that a rule forbids now. The text is for the person who tried it: Dutch, with the way out."""
