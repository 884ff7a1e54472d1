"""Removes the tables of reminders of which 0003 moved every row.

A migration of its own: PostgreSQL does not change a table while rows of it wait to be checked.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_move_reminders")]

    operations = [
        migrations.DeleteModel(name="ReminderDay"),
        migrations.DeleteModel(name="Reminders"),
    ]
