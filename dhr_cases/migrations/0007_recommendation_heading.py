"""Recommendations keep the theme or heading that their plan prints them under."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dhr_cases', '0006_action_days'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalrecommendation',
            name='heading',
            field=models.CharField(blank=True, max_length=200, verbose_name='theme or heading it is printed under'),
        ),
        migrations.AddField(
            model_name='recommendation',
            name='heading',
            field=models.CharField(blank=True, max_length=200, verbose_name='theme or heading it is printed under'),
        ),
    ]
