"""What floors above can listen to."""

from django.dispatch import Signal

# An assessment took a step. Sent with `taken` (a `StepTaken`) inside the transaction of the step, after the status
# changed: what a receiver writes is safe together with the step, and an error in it undoes both.
step_taken = Signal()

# The demo was made. Sent with `bank`, `people` (of `assessments.demo`) and `today`, inside its transaction: what floors
# above show in a demo, they add here.
demo_made = Signal()

# Many assessments were adopted at once, without taking their steps through the door: a demo of the whole country.
adopted_at_once = Signal()
