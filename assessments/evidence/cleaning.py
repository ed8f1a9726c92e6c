"""Clean up evidence that was taken away long ago, and files that nobody speaks of."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from assessments.evidence.storage import remove, stored_names
from assessments.models import Evidence

# A file is there before its row: one of an upload that is under way has no row yet.
AN_UPLOAD_TAKES = timedelta(days=1)


@dataclass(frozen=True)
class Cleaned:
    """How many rows and files went."""

    rows: int
    files: int


def clean(now: datetime) -> Cleaned:
    """Remove what was taken away longer ago than it can be put back, and every file without a row.

    What was submitted stays for good, row and file. A file that several rows share stays as long as one of them.
    """
    long_ago = now - timedelta(days=settings.EVIDENCE_DAYS_TO_PUT_BACK)
    with transaction.atomic():
        old = Evidence.objects.filter(removed_at__lt=long_ago, submitted_in=None)
        # Locked, so that what somebody puts back at this moment is seen to be back, and stays.
        ids = list(old.select_for_update(of=("self",)).values_list("pk", flat=True))
        Evidence.objects.filter(pk__in=ids).delete()
    known = set(Evidence.objects.exclude(stored_as="").values_list("stored_as", flat=True))
    written_before = (now - AN_UPLOAD_TAKES).timestamp()
    alone = [name for name, written in stored_names() if name not in known and written < written_before]
    for name in alone:
        remove(name)
    return Cleaned(len(ids), len(alone))
