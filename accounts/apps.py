from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Personen"


class BeheerConfig(admin_apps.AdminConfig):
    """The Django admin, with our own login page and Dutch titles."""

    # Django picks the one default config of a module by itself; for this app that is AccountsConfig.
    default = False
    default_site = "accounts.beheer.BeheerSite"
