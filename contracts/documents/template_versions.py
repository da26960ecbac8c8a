"""Put a new version of a template in force: submit, trial print, approval by a second person.

The store keeps every version's bytes; whoever submitted one cannot approve it, and an approved
one never changes (the database refuses too). Each step is journalled in a case of its own.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from contracts.documents import store, template_choice
from contracts.documents.declaration import declaration
from contracts.documents.lint import Report
from contracts.documents.template_models import TemplateTrial, TemplateVersion
from contracts.journal import entries
from contracts.parties import actors
from contracts.parties.actors import SYSTEM, acting_as
from contracts.parties.models import Case, Organisation
from contracts.verdicts.verdict import Refused

State = TemplateVersion.State


class TemplateHasFaults(Refused):
    """模板有误，没有收下。"""

    rule = "template"


class SamePerson(Refused):
    """上传的人不能自己批准，请由另一位有权的同志登录后批准。"""

    rule = "template"


class NotOnTrial(Refused):
    """这一版还没有试印成功，不能批准。"""

    rule = "template"


class NothingToDo(Refused):
    """这一版的状态已经变了，请刷新后再看。"""

    rule = "template"


@dataclass(frozen=True, slots=True)
class Upload:
    """What is submitted: the file, for which paper and place, from when, and what changed."""

    code: str
    place: Organisation
    data: bytes
    file_name: str
    report: Report
    note: str
    valid_from: date


def submit(upload: Upload, *, federation: Organisation, on: date) -> TemplateVersion:
    """Keep a new version as a draft that waits for its trial print.

    :raises TemplateHasFaults: if the linter found any, or it is the template in force.
    """
    if upload.report.faults:
        raise TemplateHasFaults("\n".join(fault.text for fault in upload.report.faults))
    sha256 = store.put(upload.data)
    place = upload.place
    if sha256 == template_choice.chosen(upload.code, path=place.path, on=upload.valid_from):
        raise TemplateHasFaults("这个文件与现用的模板完全相同，没有改动，不用再上传。")
    actor = actors.current()
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=place.pk)
        case = _case_of(federation, on=on)
        version = TemplateVersion.objects.create(
            case_id=case.pk,
            code=upload.code,
            federation=federation,
            place=place,
            path=place.path,
            number=_next_number(upload.code, place.path),
            sha256=sha256,
            size=len(upload.data),
            file_name=upload.file_name[:200],
            fields=upload.report.fields,
            lint=upload.report.advice,
            note=upload.note,
            valid_from=upload.valid_from,
            uploaded_on=on,
            uploaded_by=actor.name[:420],
            uploader=actor.account_id,
            uploader_person=actor.person_id,
        )
        TemplateTrial.objects.create(version=version)
        _journal(version, case, "templates.upload", "上传", on=on, sha256=sha256)
    return version


def _next_number(code: str, path: str) -> int:
    held = TemplateVersion.objects.filter(code=code, path=path).aggregate(last=Max("number"))
    return int(held["last"] or 0) + 1


def approve(version: TemplateVersion, *, valid_from: date, on: date) -> None:
    """Let a version come into force on a day, from now on unchangeable.

    :raises SamePerson: if the approver submitted it.
    :raises NotOnTrial: if its trial print is not done.
    :raises NothingToDo: if it was approved or withdrawn meanwhile.
    """
    actor = actors.current()
    with transaction.atomic():
        _lock(version)
        is_same = actor.account_id is None or actor.account_id == version.uploader
        if is_same or (actor.person_id and actor.person_id == version.uploader_person):
            raise SamePerson
        if version.state == State.DRAFT:
            raise NotOnTrial
        if version.state != State.TRIAL:
            raise NothingToDo
        if valid_from < on:
            raise NotOnTrial(f"启用日不能早于批准的这一天（{on:%Y-%m-%d}），请改一下启用日。")
        version.state, version.valid_from = State.APPROVED, valid_from
        version.approved_on, version.approved_by = on, actor.name[:420]
        version.approver = actor.account_id
        version.save()
        case = _case(version)
        said = {"sha256": version.sha256, "valid_from": valid_from.isoformat()}
        _journal(version, case, "templates.approve", "批准", on=on, **said)


def withdraw(version: TemplateVersion, *, reason: str, on: date) -> None:
    """Take a version out of use; papers already issued keep it.

    :raises NothingToDo: if it is withdrawn already.
    """
    actor = actors.current()
    with transaction.atomic():
        _lock(version)
        if version.state == State.WITHDRAWN:
            raise NothingToDo
        version.state, version.withdrawal = State.WITHDRAWN, reason
        version.withdrawn_on, version.withdrawn_by = on, actor.name[:420]
        version.save()
        _journal(version, _case(version), "templates.withdraw", "撤下", on=on, reason=reason)


def _lock(version: TemplateVersion) -> None:
    version.refresh_from_db(from_queryset=TemplateVersion.objects.select_for_update())


def _case_of(federation: Organisation, *, on: date) -> Case:
    """Return the case that carries the journal of a federation's templates."""
    with acting_as(SYSTEM):
        case, _ = Case.objects.get_or_create(
            matter=Case.Matter.TEMPLATES,
            path=federation.path,
            defaults={
                "title": f"{federation.name}文书模板"[:400],
                "region": federation.region,
                "opened_on": on,
            },
        )
        return case


def _case(version: TemplateVersion) -> Case:
    with acting_as(SYSTEM):
        return Case.objects.get(pk=version.case_id)


def _journal(
    version: TemplateVersion, case: Case, act: str, word: str, *, on: date, **said: Any
) -> None:
    title = declaration(version.code).title
    payload = {"code": version.code, "number": version.number, "path": version.path, **said}
    entries.append(
        case,
        act,
        payload,
        on=on,
        summary=f"{word}《{title}》模板第{version.number}版（{version.place.name}）",
    )
