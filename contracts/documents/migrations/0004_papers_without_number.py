from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0003_template_versions'),
        ('parties', '0004_office_code'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='paper',
            name='one_paper_per_number',
        ),
        migrations.AlterField(
            model_name='paper',
            name='number',
            field=models.CharField(blank=True, max_length=120, verbose_name='文号'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.UniqueConstraint(
                condition=~Q(number=''),
                fields=('issuer', 'number'),
                name='one_paper_per_number',
            ),
        ),
    ]
