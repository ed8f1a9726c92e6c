from django.db import migrations

from improvement.immutability import install_triggers, lift_triggers


class Migration(migrations.Migration):
    dependencies = [("improvement", "0001_advice_and_practices")]

    operations = [migrations.RunPython(install_triggers, lift_triggers)]
