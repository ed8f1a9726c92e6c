from django.core.management import call_command
from django.db import migrations


def make_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    """The table of the cache, so that `migrate` alone makes a whole database."""

    dependencies = [("accounts", "0002_email_in_small_letters")]

    operations = [migrations.RunPython(make_cache_table, migrations.RunPython.noop)]
