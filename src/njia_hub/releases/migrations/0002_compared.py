"""Keep how much of the figures each policy would show, beside the preview."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="release",
            name="compared",
            field=models.JSONField(default=dict),
        ),
    ]
