"""What other apps may want to know about people coming and going. Each is sent inside the door's transaction."""

from django.dispatch import Signal

# Somebody accepted an invitation. Sends `invitation` and `user`.
invitation_accepted = Signal()

# An invitation was withdrawn by a person, so nobody will come. Sends `invitation` and `by`.
invitation_withdrawn = Signal()

# Somebody left a municipality, or may no longer fill in there. Sends `user`, `municipality` and `by`.
stopped_filling_in = Signal()

# A municipality ended and went up in another. Sends `municipality`, as saved, and `by` (a User or None).
municipality_ended = Signal()
