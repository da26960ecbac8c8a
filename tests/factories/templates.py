"""Versions of templates, ready for a test: submitted, tried and approved as the pages do it."""

from dataclasses import replace
from datetime import date

from contracts.documents import lint, template_versions
from contracts.documents.declaration import declaration, template_path
from contracts.documents.template_models import TemplateTrial, TemplateVersion
from contracts.documents.template_versions import Upload
from contracts.parties.actors import Actor, acting_as
from contracts.parties.choices import Role
from contracts.parties.models import Organisation
from tests.documents.hostile import raw
from tests.documents.reading import parts
from tests.factories.parties import actor_of

CODE = "offer_letter"
ON = date(2027, 2, 1)


def changed_template(words: str, *, code: str = CODE) -> bytes:
    """Return the shipped template with one paragraph more, as Word would save it."""
    held = parts(template_path(code).read_bytes())
    held.pop("docProps/thumbnail.jpeg", None)
    held["_rels/.rels"] = _without_thumbnail(held["_rels/.rels"])
    name = "word/document.xml"
    at = held[name].rindex(b"<w:sectPr")
    more = f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>".encode()
    held[name] = held[name][:at] + more + held[name][at:]
    return raw.zipped(raw.entries_of(held))


def _without_thumbnail(rels: bytes) -> bytes:
    start = rels.index(b"<Relationship ", max(rels.index(b"thumbnail") - 200, 0))
    while b"thumbnail" not in rels[start : rels.index(b"/>", start)]:
        start = rels.index(b"<Relationship ", start + 1)
    return rels[:start] + rels[rels.index(b"/>", start) + 2 :]


def somebody(federation: Organisation, role: str = Role.SYSTEM_ADMIN, *, account: int) -> Actor:
    """Return a keeper of templates with an account of this number."""
    return replace(actor_of(federation, role), name=f"第{account}号", account_id=account)


def submitted(
    federation: Organisation,
    words: str = "新的一句。",
    *,
    place: Organisation | None = None,
    **told,
) -> TemplateVersion:
    """Return a version that waits for its trial print, put in by account 1."""
    data = changed_template(words)
    upload = Upload(
        code=CODE,
        place=place or federation,
        data=data,
        file_name="要约书.docx",
        report=lint.report(data, declaration(CODE)),
        note="加一句",
        valid_from=told.pop("valid_from", ON),
    )
    with acting_as(somebody(federation, account=1)):
        return template_versions.submit(upload, federation=federation, on=told.pop("on", ON))


def tried(federation: Organisation, words: str = "新的一句。", **told) -> TemplateVersion:
    """Return a version whose trial print is done."""
    version = submitted(federation, words, **told)
    TemplateTrial.objects.filter(version=version).update(state=TemplateTrial.State.READY)
    TemplateVersion.objects.filter(pk=version.pk).update(state=TemplateVersion.State.TRIAL)
    version.refresh_from_db()
    return version


def approved(
    federation: Organisation, words: str = "新的一句。", *, on: date = ON, **told
) -> TemplateVersion:
    """Return a version approved by account 2 on a day."""
    version = tried(federation, words, on=on, valid_from=told.pop("valid_from", on), **told)
    with acting_as(somebody(federation, account=2)):
        template_versions.approve(version, valid_from=version.valid_from, on=on)
    return version
