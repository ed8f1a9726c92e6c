"""Removing files whose time is over."""

from datetime import datetime

from exports.models import Export


def remove_old(now: datetime) -> int:
    """Remove the exports whose time is over; return how many."""
    return sum(export.remove() for export in list(Export.objects.out_of_time(now)))
