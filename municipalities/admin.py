"""Provinces, municipalities, memberships and invitations, for the beheerder."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from accounts.models import User
from audit.log import Event, record
from municipalities.forms import EndMunicipalityForm
from municipalities.herindeling import end_municipality
from municipalities.models import Invitation, Membership, Municipality, Province
from municipalities.people import remove
from municipalities.refusal import Refused


@admin.register(Province)
class ProvinceAdmin(admin.ModelAdmin):
    """The provinces; they come from the file of `load_content` and are only read here."""

    list_display = ("name", "code")
    search_fields = ("name", "code")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False: there are twelve."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Province | None = None) -> bool:
        """Return False: the file says what they are."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Province | None = None) -> bool:
        """Return False: there are twelve."""
        return False


@admin.register(Municipality)
class MunicipalityAdmin(admin.ModelAdmin):
    """The municipalities. One that ends does so through `end_municipality`; none is ever deleted."""

    fields = ("code", "name", "province", "population", "population_date", "ended_on", "successor", "herindeling")
    readonly_fields = ("ended_on", "successor", "herindeling")
    autocomplete_fields = ("province",)
    list_display = ("name", "code", "province", "inhabitants", "ended_on", "people")
    list_filter = ("province", ("ended_on", admin.EmptyFieldListFilter))
    list_select_related = ("province",)
    search_fields = ("name", "code")

    @admin.display(description="inwoners (Bron: CBS)", ordering="population")
    def inhabitants(self, municipality: Municipality) -> str:
        """Return the number as people write it."""
        return f"{municipality.population:,}".replace(",", ".")

    @admin.display(description="mensen")
    def people(self, municipality: Municipality) -> str:
        """Return the link to the people of the municipality."""
        if municipality.has_ended:
            return ""
        return format_html('<a href="{}">Mensen</a>', reverse("people", args=[municipality.code]))

    @admin.display(description="herindeling")
    def herindeling(self, municipality: Municipality) -> str:
        """Return the link to the page that ends the municipality."""
        if municipality.pk is None or municipality.has_ended:
            return "-"
        url = reverse("admin:municipalities_municipality_end", args=[municipality.pk])
        return format_html('<a href="{}">Deze gemeente opheffen</a>', url)

    def has_delete_permission(self, request: HttpRequest, obj: Municipality | None = None) -> bool:
        """Return False: what a municipality wrote is kept."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """Return the addresses, with that of the page that ends a municipality."""
        end = path(
            "<int:municipality_id>/opheffen/",
            self.admin_site.admin_view(self.end_view),
            name="municipalities_municipality_end",
        )
        return [end, *super().get_urls()]

    def end_view(self, request: HttpRequest, municipality_id: int) -> HttpResponse:
        """Ask in which municipality this one goes up, and since when; a POST that confirms it ends it."""
        municipality = get_object_or_404(Municipality, pk=municipality_id)
        if not self.has_change_permission(request, municipality):
            raise PermissionDenied
        form = EndMunicipalityForm(request.POST or None, municipality=municipality)
        if form.is_valid():
            assert isinstance(request.user, User)  # noqa: S101 - for the type checker
            try:
                end_municipality(
                    municipality, form.cleaned_data["successor"], form.cleaned_data["ended_on"], by=request.user
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                successor = form.cleaned_data["successor"]
                self.log_change(request, municipality, f"Opgegaan in {successor}.")
                self.message_user(request, f"{municipality} is opgegaan in {successor}.", messages.SUCCESS)
                return redirect("admin:municipalities_municipality_change", municipality.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": f"{municipality} opheffen",
            "opts": self.opts,
            "municipality": municipality,
            "form": form,
        }
        return render(request, "admin/municipalities/municipality/end.html", context)


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin):
    """Who has which role where. A role is changed on the page of the municipality's people."""

    fields = ("user", "role", "municipality", "province", "created_at")
    readonly_fields = ("created_at",)
    autocomplete_fields = ("user", "municipality", "province")
    list_display = ("user", "role", "municipality", "province", "created_at")
    list_filter = ("role", "province")
    list_select_related = ("user", "municipality", "province")
    search_fields = ("user__name", "user__email", "municipality__name", "province__name")
    # Deleting many at once would go past the door that keeps a coördinator.
    actions = None

    def has_change_permission(self, request: HttpRequest, obj: Membership | None = None) -> bool:
        """Return False: see the page of the municipality's people."""
        return False

    def save_model(self, request: HttpRequest, obj: Membership, form: object, change: bool) -> None:
        """Give the role, and write that down."""
        super().save_model(request, obj, form, change)
        record(request, Event.ACCESS_GIVEN, obj.get_role_display(), place=obj.place, subject=obj.user)

    def delete_model(self, request: HttpRequest, obj: Membership) -> None:
        """Take the role away through the same door as elsewhere."""
        assert isinstance(request.user, User)  # noqa: S101 - for the type checker
        remove(obj, by=request.user)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: object = None) -> HttpResponse:
        """Say so when the door refuses: it is the last coördinator."""
        try:
            return super().delete_view(request, object_id)
        except Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return redirect("admin:municipalities_membership_changelist")


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin):
    """All invitations ever sent, to look up; they are made on their own page."""

    fields = (
        *("email", "name", "role", "municipality", "province", "invited_by"),
        *("created_at", "mailed_at", "expires_at", "accepted_at", "withdrawn_at"),
    )
    list_display = ("email", "role", "municipality", "province", "created_at", "accepted_at", "withdrawn_at")
    list_filter = (
        "role",
        ("accepted_at", admin.EmptyFieldListFilter),
        ("withdrawn_at", admin.EmptyFieldListFilter),
    )
    list_select_related = ("municipality", "province")
    search_fields = ("email", "name", "municipality__name", "province__name")
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False: see /uitnodigen/."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        """Return False: see /uitnodigen/."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        """Return False: it tells who let whom in."""
        return False
