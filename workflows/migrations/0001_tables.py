import dhr_cases.new_tables
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('workflows', '0001_initial'),
        ('workflows', '0002_funding'),
    ]

    dependencies = [
        ('dhr_cases', '0001_tables'),
        ('funding', '0001_tables'),
        ('viewflow', '0015_task_scheduled'),
    ]

    operations = [
        dhr_cases.new_tables.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='CaseProcess',
                    fields=[
                        ('process_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='viewflow.process')),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='processes', to='dhr_cases.case')),
                        ('request', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='processes', to='dhr_cases.informationrequest')),
                    ],
                    options={
                        'abstract': False,
                    },
                    bases=('viewflow.process',),
                ),
                migrations.CreateModel(
                    name='FundingProcess',
                    fields=[
                        ('process_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='viewflow.process')),
                        ('business_case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='processes', to='funding.businesscase')),
                        ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='funding_processes', to='dhr_cases.partnership')),
                        ('request', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='processes', to='funding.fundingrequest')),
                        ('round', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='processes', to='funding.fundinground')),
                    ],
                    options={
                        'abstract': False,
                    },
                    bases=('viewflow.process',),
                ),
            ],
        ),
    ]
