"""The JSON Schema, for everyone: who builds on the files has no login."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from exports.making import schema_url
from exports.schema import schema
from exports.writing.document import as_bytes


@require_safe
@login_not_required
@cache_control(public=True, max_age=3600)
def data_schema(request: HttpRequest) -> HttpResponse:
    """Give the schema that the JSON of the data keeps to."""
    answer = HttpResponse(as_bytes(schema(schema_url())), content_type="application/schema+json")
    # Any site may check a file with it in the browser; there is nothing secret in it.
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
