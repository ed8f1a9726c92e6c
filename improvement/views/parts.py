"""Answer a script that saved parts of a page by themselves."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import render

from accounts.requests import PersonRequest
from improvement.saving import Parts, SheetPart


def answer_parts(
    request: PersonRequest, context: dict[str, object], parts: Parts, fresh: Iterable[SheetPart]
) -> HttpResponse:
    """Return the pieces of the page that a save changed; `fresh` are the same parts as they are stored now."""
    now = {part.prefix: part for part in fresh}
    sent = [part for part in parts.parts if part.is_bound or part.taken is not None]
    context = {**context, "page": parts, "answers": [(part, now.get(part.prefix, part)) for part in sent]}
    response = render(request, "improvement/parts/saved.html", context, status=409 if parts.is_closed else 200)
    response["X-Saved"] = "answer"  # so that the script takes no other page for the answer
    return response
