from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('deadlines', '0001_deadlines'),
    ]

    operations = [
        migrations.AddField(
            model_name='deadline',
            name='judged_day',
            field=models.DateField(null=True, verbose_name='计逾期的届满日'),
        ),
        migrations.RunSQL(
            'UPDATE deadlines_deadline SET judged_day = last_day',
            migrations.RunSQL.noop,
        ),
        migrations.AlterField(
            model_name='deadline',
            name='judged_day',
            field=models.DateField(verbose_name='计逾期的届满日'),
        ),
        migrations.RemoveIndex(
            model_name='deadline',
            name='deadline_due',
        ),
        migrations.AddIndex(
            model_name='deadline',
            index=models.Index(fields=['state', 'judged_day'], name='deadline_due'),
        ),
    ]
