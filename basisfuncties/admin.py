"""The framework for the beheerder, to look things up. It is written in a file, and never changes here."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from basisfuncties.models import Basisfunctie, Framework, GuidingQuestion, Layer, Level, Option, PolicyElement


class ReadOnly:
    """Looking only: a published framework never changes, and the database would refuse it."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return False: an edition is loaded from its file."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return False: a change is a new edition."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return False: assessments rely on their edition for ever."""
        return False


class OptionInline(ReadOnly, admin.TabularInline):
    """The suggestions of a question."""

    model = Option
    fields = ("position", "code", "label")
    extra = 0


class LevelInline(ReadOnly, admin.TabularInline):
    """The rubric of a layer."""

    model = Level
    fields = ("value", "text")
    extra = 0


class PolicyElementInline(ReadOnly, admin.TabularInline):
    """The policy elements of a layer."""

    model = PolicyElement
    fields = ("position", "code", "label")
    extra = 0


@admin.register(Framework)
class FrameworkAdmin(ReadOnly, admin.ModelAdmin):
    """The editions."""

    list_display = ("title", "edition", "published_at")
    list_filter = ("published_at",)
    search_fields = ("title", "edition", "introduction")


@admin.register(Basisfunctie)
class BasisfunctieAdmin(ReadOnly, admin.ModelAdmin):
    """The functions in the circle of each edition."""

    list_display = ("name", "number", "framework", "passes_on")
    list_filter = ("framework",)
    list_select_related = ("framework",)
    search_fields = ("name", "definition", "description")


@admin.register(Layer)
class LayerAdmin(ReadOnly, admin.ModelAdmin):
    """The layers, with their rubric and policy elements."""

    list_display = ("basisfunctie", "kind", "source")
    list_filter = ("basisfunctie__framework", "basisfunctie", "kind")
    list_select_related = ("basisfunctie",)
    search_fields = ("guidance", "elements__label", "elements__code")
    inlines = (LevelInline, PolicyElementInline)


@admin.register(GuidingQuestion)
class GuidingQuestionAdmin(ReadOnly, admin.ModelAdmin):
    """The guiding questions, with their suggestions."""

    list_display = ("code", "text", "kind", "role")
    list_filter = ("framework", "layer__basisfunctie", "kind", ("role", admin.EmptyFieldListFilter))
    search_fields = ("code", "text", "options__label", "options__code")
    inlines = (OptionInline,)
