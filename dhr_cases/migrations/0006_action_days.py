"""Actions recorded before keep the last day of their target date beside it. Apart, since 0005 alters the same table."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def keep_last_days(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the last day that each target date can mean beside it."""
    for action in apps.get_model("dhr_cases", "Action").objects.exclude(target_date=""):
        action.due_on = action.target_date.latest
        action.save(update_fields=["due_on"])


class Migration(migrations.Migration):
    dependencies = [("dhr_cases", "0005_action_life")]

    operations = [migrations.RunPython(keep_last_days, migrations.RunPython.noop)]
