"""What floors above can listen to."""

from django.dispatch import Signal

# A mail was handed to the mail server. Sent with `mail`, inside the transaction that marks it as sent.
mail_sent = Signal()
