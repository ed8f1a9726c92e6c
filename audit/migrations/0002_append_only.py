from django.db import migrations

from audit.immutability import install_triggers, lift_triggers


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(install_triggers, lift_triggers)]
