"""The house style of a municipality: the page where it is set, and its stylesheet and logo as the browser asks them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import PersonRequest
from municipalities.access import Access, May, get_access
from municipalities.house_style.changing import can_put_back, put_back, set_colour, set_logo
from municipalities.house_style.colours import palette
from municipalities.house_style.forms import ColourForm, LogoForm
from municipalities.house_style.style import CSS_VERSION, css, sheet_name
from municipalities.models import Logo, Style
from municipalities.refusal import Refused

# The address changes with what is there, so that nobody needs to ask again.
kept_for_ever = cache_control(public=True, max_age=60 * 60 * 24 * 365, immutable=True)
# A picture that was cleaned still may do nothing at all, wherever it is opened.
ONLY_A_PICTURE = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


@require_http_methods(["GET", "HEAD", "POST"])
def house_style(request: PersonRequest, code: str) -> HttpResponse:
    """Show the house style, and with `?kleur=` how it would look in that colour; a POST gives it another logo."""
    access = get_access(request.user, code, May.SET_STYLE)
    form = LogoForm(request.POST, request.FILES) if request.method == "POST" else LogoForm()
    if form.is_valid():
        clean = form.cleaned_data["logo"]
        set_logo(access, clean)
        left_out = f" Weggelaten, want het hoort niet in een logo: {', '.join(clean.removed)}." if clean.removed else ""
        messages.success(request, f"Het logo is opgeslagen.{left_out}")
        return redirect("house_style", code)
    return _page(request, access, logo_form=form)


@require_POST
def house_style_colour(request: PersonRequest, code: str) -> HttpResponse:
    """Give the municipality this colour, or with `weg` none."""
    access = get_access(request.user, code, May.SET_STYLE)
    if "weg" in request.POST:
        set_colour(access, "")
        messages.success(request, "De kleur is weggehaald.")
        return redirect("house_style", code)
    form = ColourForm(request.POST)
    if form.is_valid():
        set_colour(access, form.cleaned_data["kleur"])
        messages.success(request, "De kleur is opgeslagen.")
        return redirect("house_style", code)
    return _page(request, access, colour_form=form)


@require_POST
def remove_logo(request: PersonRequest, code: str) -> HttpResponse:
    """Take the logo away; it can be put back."""
    set_logo(get_access(request.user, code, May.SET_STYLE), None)
    messages.success(request, "Het logo is weggehaald.")
    return redirect("house_style", code)


@require_POST
def put_back_house_style(request: PersonRequest, code: str) -> HttpResponse:
    """Put back what the house style was before the last change."""
    try:
        put_back(get_access(request.user, code, May.SET_STYLE), request.POST.get("gezien", ""))
        messages.success(request, "De vorige huisstijl staat er weer.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("house_style", code)


@login_not_required
@require_safe
@kept_for_ever
def style_sheet(request: HttpRequest, version: str, colour: str) -> HttpResponse:
    """Give the stylesheet of a colour. It is the same for whoever has that colour, and says nothing of anybody."""
    if version != str(CSS_VERSION):
        raise Http404
    return HttpResponse(css(palette(f"#{colour}")), content_type="text/css; charset=utf-8")


@login_not_required
@require_safe
@kept_for_ever
def logo(request: HttpRequest, logo_key: str, extension: str) -> HttpResponse:
    """Give a logo to who was shown its address: the public pages of a report carry it too."""
    row = get_object_or_404(Logo, key=logo_key, kind=extension)
    content_type = "image/png" if row.kind == "png" else "image/svg+xml"
    return HttpResponse(bytes(row.content), content_type=content_type, headers=ONLY_A_PICTURE)


def _page(
    request: PersonRequest, access: Access, *, colour_form: ColourForm | None = None, logo_form: LogoForm | None = None
) -> HttpResponse:
    style = getattr(access.municipality, "style", None) or Style(municipality=access.municipality)
    tried = ""
    if colour_form is None and "kleur" in request.GET:
        colour_form = ColourForm(request.GET)
        if colour_form.is_valid():
            tried = colour_form.cleaned_data["kleur"]
    shown = tried or style.colour
    context = {
        "municipality": access.municipality,
        "style": style,
        "colour_form": colour_form or ColourForm(initial={"kleur": style.colour}),
        "logo_form": logo_form or LogoForm(),
        "tried": tried if tried != style.colour else "",
        "palette": palette(shown) if shown else None,
        "style_sheet": sheet_name(tried),
        "can_put_back": can_put_back(style),
    }
    context["forms"] = [context["colour_form"], context["logo_form"]]
    return render(request, "municipalities/house_style.html", context)
