from django.db import migrations

from assessments.immutability import install_triggers, lift_triggers


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_initial")]

    operations = [migrations.RunPython(install_triggers, lift_triggers)]
