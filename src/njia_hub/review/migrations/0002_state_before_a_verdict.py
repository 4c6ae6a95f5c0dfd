from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("review", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="verdict",
            name="was",
            field=models.CharField(
                choices=[
                    ("submitted", "Submitted"),
                    ("returned", "Returned"),
                    ("accepted", "Accepted"),
                    ("double", "Double"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="submitted",
                max_length=10,
            ),
            preserve_default=False,
        ),
    ]
