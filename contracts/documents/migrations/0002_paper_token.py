import base64
import secrets
from typing import Any

from django.db import migrations, models


def give_tokens(apps: Any, _schema_editor: Any) -> None:
    """Give every paper a token; prints made before carry no code and stay as they are."""
    papers = apps.get_model('documents', 'Paper').objects
    for pk in papers.values_list('pk', flat=True):
        token = base64.b32encode(secrets.token_bytes(16)).decode().rstrip('=')
        papers.filter(pk=pk).update(token=token)


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_documents'),
    ]

    operations = [
        migrations.AddField(
            model_name='paper',
            name='token',
            field=models.CharField(max_length=26, null=True, verbose_name='查验码'),
        ),
        migrations.AddField(
            model_name='paper',
            name='qr',
            field=models.CharField(blank=True, default='', max_length=240, verbose_name='二维码内容'),
            preserve_default=False,
        ),
        migrations.RunPython(give_tokens, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='paper',
            name='token',
            field=models.CharField(max_length=26, unique=True, verbose_name='查验码'),
        ),
    ]
