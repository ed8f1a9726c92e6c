"""What is kept of mail, and for how long: nothing of what it said once it is sent, and a while of that it was."""

from datetime import datetime, timedelta

from post.models import OVER, Mail, State

DAYS_OVER = 90  # sent or dropped: so that "did I get a mail?" can be answered, and no reminder goes twice
DAYS_FAILED = 30  # a month to send it again; after that it is out of date


def clean_mail(now: datetime) -> int:
    """Remove what is out of time; return how many."""
    long_ago, a_month_ago = now - timedelta(days=DAYS_OVER), now - timedelta(days=DAYS_FAILED)
    failed = Mail.objects.filter(state=State.FAILED, settled_at__lt=a_month_ago)
    count = Mail.objects.filter(state=State.BUNDLED, digest__in=failed).delete()[0]
    count += failed.delete()[0]
    count += Mail.objects.filter(state__in=OVER, settled_at__lt=long_ago).delete()[0]
    # Held, but no digest came: `send_digests` does not run, or the account was switched off.
    count += Mail.objects.filter(state__in=(State.HELD, State.BUNDLED), posted_at__lt=long_ago).delete()[0]
    return count
