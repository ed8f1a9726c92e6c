"""A file with data that is ready, for tests that are not about making it."""

from accounts.models import User
from exports.models import Export, new_name
from municipalities.models import Municipality


def stored_export(by: User, municipality: Municipality) -> Export:
    """Return a file with data of this municipality that is ready."""
    export = Export.objects.create(
        requested_by=by,
        years=[2026],
        format="json",
        state="klaar",
        stored_as=new_name(),
        municipalities=[municipality.pk],
    )
    export.path.parent.mkdir(parents=True, exist_ok=True)
    export.path.write_bytes(b"{}")
    return export
