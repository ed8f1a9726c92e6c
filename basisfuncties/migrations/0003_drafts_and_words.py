from django.db import migrations, models

from basisfuncties.immutability import install_triggers, lift_triggers


class Migration(migrations.Migration):
    """An edition may be a draft, belongs to a series, and has its own words for layers and levels.

    Editions that were published before keep what they say: without words of their own they have those of 2009.
    """

    dependencies = [("basisfuncties", "0002_published_is_immutable")]

    operations = [
        # SQLite makes the table anew, which the triggers would not survive
        migrations.RunPython(lift_triggers, install_triggers),
        migrations.AddField(
            model_name="framework",
            name="series",
            field=models.SlugField(default="vrijwilligerswerk", max_length=40, verbose_name="reeks"),
        ),
        migrations.AddField(
            model_name="framework",
            name="stored_words",
            field=models.JSONField(blank=True, default=dict, verbose_name="woorden"),
        ),
        migrations.AddField(
            model_name="framework",
            name="loaded_at",
            field=models.DateTimeField(null=True, verbose_name="geladen op"),
        ),
        migrations.RunPython(install_triggers, lift_triggers),
    ]
