"""Removing files whose time is over, or that nobody wants any more."""

from datetime import datetime

from exports.models import Export


def remove_old(now: datetime) -> int:
    """Remove the exports whose time is over; return how many."""
    return sum(remove(export) for export in list(Export.objects.out_of_time(now)))


def remove(export: Export) -> bool:
    """Remove the row, then its file: a file without a row nobody can reach."""
    if not Export.objects.filter(pk=export.pk).delete()[0]:
        return False
    if export.stored_as:
        export.path.unlink(missing_ok=True)
    return True
