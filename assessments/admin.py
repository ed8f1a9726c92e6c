"""The beheerder's view on rounds and assessments."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest

from assessments.models import Assessment, Round, StepTaken, Submission
from basisfuncties.admin import ReadOnly
from basisfuncties.models import Framework


@admin.register(Round)
class RoundAdmin(admin.ModelAdmin):
    """Open, prolong and close rounds; a new round invites every municipality."""

    list_display = ("year", "framework", "opens_on", "closes_on", "is_demo")
    list_filter = ("is_demo", "framework")
    search_fields = ("year",)
    actions = ("invite_all",)

    def get_readonly_fields(self, request: HttpRequest, obj: Round | None = None) -> tuple[str, ...]:
        """Keep the year and the edition of a round that has begun: its answers refer to them."""
        return ("year", "framework") if obj else ()

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer published frameworks only."""
        if db_field.name == "framework":
            kwargs["queryset"] = Framework.objects.published()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Round | None = None) -> bool:
        """Refuse: a round is closed by its date, never thrown away."""
        return False

    def save_model(self, request: HttpRequest, obj: Round, form: Any, change: bool) -> None:
        """Save the round, and give every municipality its assessment."""
        super().save_model(request, obj, form, change)
        made = obj.invite_all()
        if made:
            messages.success(request, f"{made} gemeenten doen mee aan de ronde van {obj.year}.")

    @admin.action(description="Gemeenten zonder zelfevaluatie laten meedoen")
    def invite_all(self, request: HttpRequest, queryset: Any) -> None:
        """Give municipalities that came later their assessment."""
        for round_ in queryset:
            made = round_.invite_all()
            messages.success(request, f"{round_.year}: {made} gemeenten doen nu ook mee.")


@admin.register(Assessment)
class AssessmentAdmin(ReadOnly, admin.ModelAdmin):
    """Where each assessment is on its way."""

    list_display = ("municipality", "round", "status", "status_since")
    list_filter = ("round", "status", "municipality__province")
    search_fields = ("municipality__name", "municipality__code")
    list_select_related = ("municipality", "round")


@admin.register(Submission)
class SubmissionAdmin(ReadOnly, admin.ModelAdmin):
    """What was handed in, without its content: that is read on the site."""

    list_display = ("assessment", "number", "submitted_at", "submitted_by", "sha256")
    list_filter = ("assessment__round",)
    search_fields = ("assessment__municipality__name", "sha256")
    list_select_related = ("assessment__municipality", "assessment__round", "submitted_by")
    fields = ("assessment", "number", "submitted_at", "submitted_by", "sha256")

    def get_queryset(self, request: HttpRequest) -> Any:
        """Leave the content in the database: a list has no need of it."""
        return super().get_queryset(request).defer("content")


@admin.register(StepTaken)
class StepTakenAdmin(ReadOnly, admin.ModelAdmin):
    """The log of steps."""

    list_display = ("assessment", "step", "from_status", "to_status", "taken_by", "taken_at")
    list_filter = ("step", "assessment__round")
    search_fields = ("assessment__municipality__name", "taken_by__email")
    list_select_related = ("assessment__municipality", "assessment__round", "taken_by")
