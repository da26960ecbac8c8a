"""Versions of templates; the database itself refuses to change one (other bytes, other version).

After approval a version may only be withdrawn. A later change of the table must lay the trigger
again: SQLite drops it when it rebuilds the table.
"""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

FIXED = ('code', 'path', 'number', 'sha256', 'uploader', 'case_id', 'federation_id', 'place_id')
CLOSED = ('valid_from', 'approved_on', 'approver', 'fields', 'lint', 'note')


def _changes(names: tuple[str, ...], differs: str) -> str:
    return ' OR '.join(f'NEW.{name} {differs} OLD.{name}' for name in names)


def _forbidden(differs: str) -> str:
    """Say what no update may do: other bytes ever, other terms or a way back after approval."""
    return (
        f"{_changes(FIXED, differs)} OR (OLD.state IN ('approved', 'withdrawn') AND"
        f" (NEW.state NOT IN (OLD.state, 'withdrawn') OR OLD.approved_on IS NOT NULL"
        f" AND ({_changes(CLOSED, differs)})))"
    )


def protect(_apps: Any, schema_editor: Any) -> None:
    vendor = schema_editor.connection.vendor
    if vendor == 'sqlite':
        schema_editor.execute(
            "CREATE TRIGGER template_version_stays BEFORE UPDATE ON documents_templateversion "
            f"WHEN {_forbidden('IS NOT')} "
            "BEGIN SELECT RAISE(ABORT, 'template versions are never changed'); END"
        )
    elif vendor == 'postgresql':
        schema_editor.execute(
            "CREATE FUNCTION template_version_stays() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'template versions are never changed'; END $$"
        )
        schema_editor.execute(
            "CREATE TRIGGER template_version_stays BEFORE UPDATE ON documents_templateversion "
            f"FOR EACH ROW WHEN ({_forbidden('IS DISTINCT FROM')}) "
            "EXECUTE FUNCTION template_version_stays()"
        )


def lift(_apps: Any, schema_editor: Any) -> None:
    vendor = schema_editor.connection.vendor
    if vendor == 'sqlite':
        schema_editor.execute('DROP TRIGGER template_version_stays')
    elif vendor == 'postgresql':
        schema_editor.execute(
            'DROP TRIGGER template_version_stays ON documents_templateversion'
        )
        schema_editor.execute('DROP FUNCTION template_version_stays()')


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0002_paper_token'),
        ('parties', '0003_template_versions'),
    ]

    operations = [
        migrations.CreateModel(
            name='TemplateVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60, verbose_name='文书代码')),
                ('path', models.CharField(max_length=120, verbose_name='组织路径')),
                ('number', models.PositiveIntegerField(verbose_name='版次')),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveIntegerField(verbose_name='字节数')),
                ('file_name', models.CharField(max_length=200, verbose_name='文件名')),
                ('fields', models.JSONField(default=list, verbose_name='用到的字段')),
                ('lint', models.JSONField(default=list, verbose_name='检查提示')),
                ('note', models.TextField(verbose_name='改了什么')),
                ('state', models.CharField(choices=[('draft', '待试印'), ('trial', '待批准'), ('approved', '已批准'), ('withdrawn', '已撤下')], default='draft', max_length=9, verbose_name='状态')),
                ('valid_from', models.DateField(verbose_name='启用日')),
                ('uploaded_on', models.DateField(verbose_name='上传日')),
                ('uploaded_by', models.CharField(max_length=420, verbose_name='上传人')),
                ('uploader', models.PositiveBigIntegerField(null=True, verbose_name='上传账号')),
                ('uploader_person', models.PositiveBigIntegerField(null=True, verbose_name='上传人员')),
                ('approved_on', models.DateField(null=True, verbose_name='批准日')),
                ('approved_by', models.CharField(blank=True, max_length=420, verbose_name='批准人')),
                ('approver', models.PositiveBigIntegerField(null=True, verbose_name='批准账号')),
                ('withdrawn_on', models.DateField(null=True, verbose_name='撤下日')),
                ('withdrawn_by', models.CharField(blank=True, max_length=420, verbose_name='撤下人')),
                ('withdrawal', models.TextField(blank=True, verbose_name='撤下原因')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.case')),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation', verbose_name='上传的总工会')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.organisation', verbose_name='适用的组织')),
            ],
            options={
                'verbose_name': '模板版本',
            },
        ),
        migrations.CreateModel(
            name='TemplateTrial',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', '试印中'), ('ready', '已试印'), ('failed', '试印失败')], default='waiting', max_length=8)),
                ('step', models.PositiveSmallIntegerField(default=0, verbose_name='已完成步数')),
                ('failure', models.TextField(blank=True, verbose_name='失败原因')),
                ('replaced', models.CharField(blank=True, max_length=64, verbose_name='原模板')),
                ('new_docx', models.CharField(blank=True, max_length=64)),
                ('new_pdf', models.CharField(blank=True, max_length=64)),
                ('old_docx', models.CharField(blank=True, max_length=64)),
                ('old_pdf', models.CharField(blank=True, max_length=64)),
                ('no_pdf_because', models.TextField(blank=True, verbose_name='没有 PDF 的原因')),
                ('changes', models.JSONField(default=list, verbose_name='文字差异')),
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='trial', to='documents.templateversion')),
            ],
            options={
                'verbose_name': '模板试印',
            },
        ),
        migrations.AddIndex(
            model_name='templateversion',
            index=models.Index(fields=['code', 'state', 'path'], name='templates_of_a_place'),
        ),
        migrations.AddConstraint(
            model_name='templateversion',
            constraint=models.UniqueConstraint(fields=('code', 'path', 'number'), name='one_template_per_number'),
        ),
        migrations.AddConstraint(
            model_name='templateversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), models.Q(('approved_on__isnull', False), ('approver__isnull', False), ('uploader__isnull', False), models.Q(('approver', models.F('uploader')), _negated=True)), _connector='OR'), name='a_second_person_approves'),
        ),
        migrations.AddConstraint(
            model_name='templateversion',
            constraint=models.CheckConstraint(condition=models.Q(('path__endswith', '.')), name='template_path_closed_by_dot'),
        ),
        migrations.RunPython(protect, lift),
    ]
