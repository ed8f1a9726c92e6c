"""What floors above can listen to."""

from django.dispatch import Signal

# What a person may do on the whole site changed in the admin. Sends `request`, `user` and `field` (is_beheerder or
# is_active), inside the transaction.
access_changed = Signal()
