"""What saves itself while it is typed: answered to a script with a line, and with a page to who has none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.requests import PersonRequest
from assessments.access import Opened
from assessments.fingerprint import fingerprint
from assessments.forms.reviewing import TypedForm
from assessments.reviewing.doing import RefusedError, StaleError
from assessments.views.overview import frame


@dataclass(frozen=True)
class Kept:
    """What a save left: the fingerprint of what is stored now, what to say, and figures of the page that changed."""

    read: str
    said: str = ""
    counts: Mapping[str, str] | None = None


def keep(
    request: PersonRequest, opened: Opened, form: TypedForm, back: str, save: Callable[[], Kept], *, what: str
) -> HttpResponse:
    """Save what was typed, and answer the script or the person; what can't be saved comes back with the reason.

    `what` says in Dutch what it is, for the page that shows it again; `back` is where it was typed.
    """
    by_script = request.headers.get("X-Requested-With") == "fetch"
    problem, stored = "", None
    if not form.is_valid():
        problem = " ".join(str(error) for errors in form.errors.values() for error in errors)
    else:
        try:
            kept = save()
        except StaleError as stale:
            stored = stale.stored
            problem = "Dit is intussen ergens anders gewijzigd. Bewaar nog eens als uw tekst moet blijven."
        except RefusedError as refusal:
            problem = str(refusal)
        else:
            said = kept.said or f"Bewaard om {timezone.localtime():%H:%M}."
            if by_script:
                return JsonResponse({"said": said, "read": kept.read, "counts": dict(kept.counts or {})})
            messages.success(request, said)
            return redirect(back)
    read = fingerprint(stored) if stored is not None else ""
    words = str(stored.get("text", stored.get("remark", ""))) if stored is not None else ""
    if by_script:
        answer: dict[str, Any] = {"said": problem, "read": read}
        if stored is not None:
            answer["stored"] = words
        return JsonResponse(answer, status=409 if form.is_valid() else 422)
    context = {
        **frame(opened),
        "what": what,
        "problem": problem,
        "stored": words,
        "is_stale": stored is not None,
        "typed": form.data.get("text", ""),
        "hidden": [
            (name, value) for name, value in form.data.items() if name not in ("csrfmiddlewaretoken", "text", "read")
        ],
        "read": read,
        "back": back,
    }
    return render(request, "assessments/reviewing/not_kept.html", context, status=409)
