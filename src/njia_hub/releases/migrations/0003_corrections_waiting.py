"""Keep how many corrections wait for more of them, beside the preview."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0002_compared"),
    ]

    operations = [
        migrations.AddField(
            model_name="release",
            name="corrections_waiting",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
