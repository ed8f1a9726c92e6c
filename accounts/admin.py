"""The people, for the beheerder."""

# Both packages register what this site does not use; imported here, they have done so before we take it out.
import allauth.account.admin  # noqa: F401
import django.contrib.auth.admin  # noqa: F401
from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest

from accounts.models import User
from accounts.signals import access_changed

admin.site.unregister(EmailAddress)
admin.site.unregister(Group)


class UserForm(forms.ModelForm):
    """A person, as the beheerder may change it: never the password."""

    class Meta:
        model = User
        fields = ("name", "email", "is_active", "is_beheerder")

    def clean_email(self) -> str:
        """Return the address in small letters, as it is kept."""
        email: str = self.cleaned_data["email"]
        return email.strip().lower()


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Look up people, correct a name or address, switch an account off. Adding goes by invitation."""

    form = UserForm
    fields = ("name", "email", "is_active", "is_beheerder", "last_login", "created_at")
    list_display = ("name", "email", "is_active", "is_beheerder", "last_login")
    list_filter = ("is_active", "is_beheerder")
    search_fields = ("name", "email")

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Return the fields to read only: one's own access too, so that there is always a beheerder left."""
        own_access = ("is_active", "is_beheerder") if obj == request.user else ()
        return ("last_login", "created_at", *own_access)

    def save_model(self, request: HttpRequest, obj: User, form: UserForm, change: bool) -> None:
        """Save the person, and tell who listens when what it may do changed."""
        super().save_model(request, obj, form, change)
        for field in ("is_beheerder", "is_active"):
            if field in form.changed_data:
                access_changed.send(User, request=request, user=obj, field=field)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False: a new person is invited, and then chooses the password."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Return False: switching off keeps the name with what the person wrote."""
        return False
