from django.db import migrations

from basisfuncties.immutability import install_triggers, lift_triggers


class Migration(migrations.Migration):
    dependencies = [("basisfuncties", "0001_initial")]

    operations = [migrations.RunPython(install_triggers, lift_triggers)]
