"""Which template a paper is printed on: the nearest approved version upward, else the shipped file.

Bytes are kept in the store by hash, the shipped ones too, so that a paper issued before an upgrade
is printed on what it was issued with.
"""

import hashlib
from collections.abc import Collection
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.db.models import QuerySet

from contracts.documents import store
from contracts.documents.declaration import declarations, template_path
from contracts.documents.template_models import TemplateVersion
from contracts.parties import tree

_NEAREST = ("path", "valid_from", "number")


class TemplateGone(Exception):
    """The bytes a paper was issued on are neither in the store nor the shipped file's."""


def chosen(code: str, *, path: str, on: date) -> str:
    """Return the SHA-256 of the template of a paper issued at a place on a day; "" if none is."""
    return chosen_of([code], path=path, on=on)[code]


def chosen_of(codes: Collection[str], *, path: str, on: date) -> dict[str, str]:
    """Return the SHA-256 of the templates of papers issued at a place on a day, by their codes.

    One indexed query; of several versions at the nearest place the latest in force wins.
    """
    found = _approved(codes, path=path, on=on).values_list(*_NEAREST, "code", "sha256")
    approved = {code: sha256 for *_, code, sha256 in sorted(found)}
    return {code: approved.get(code) or shipped(code) for code in codes}


def in_force(code: str, *, path: str, on: date) -> TemplateVersion | None:
    """Return the version in force at a place on a day, none where the shipped file holds."""
    rows = _approved([code], path=path, on=on)
    return rows.order_by(*(f"-{field}" for field in _NEAREST)).first()


def _approved(codes: Collection[str], *, path: str, on: date) -> QuerySet[TemplateVersion]:
    return TemplateVersion.objects.filter(
        code__in=codes,
        state=TemplateVersion.State.APPROVED,
        path__in=tree.ancestors(path),
        valid_from__lte=on,
    )


def shipped(code: str) -> str:
    """Return the SHA-256 of the shipped template, "" if the paper has none yet."""
    place = template_path(code)
    try:
        seen = place.stat()
    except FileNotFoundError:
        return ""
    return _hashed(place, seen.st_mtime_ns, seen.st_size)


@lru_cache(maxsize=1024)
def _hashed(place: Path, _changed: int, _size: int) -> str:
    return hashlib.sha256(place.read_bytes()).hexdigest()


def keep_shipped() -> int:
    """Keep the bytes of every shipped template in the store; return how many there are.

    Done when a process starts: a later release may bring other files.
    """
    codes = [code for code in declarations() if shipped(code)]
    for code in codes:
        place_of(code, shipped(code))
    return len(codes)


def place_of(code: str, sha256: str) -> Path:
    """Return the file that holds the template a paper was issued on.

    :raises TemplateGone: if nothing has this hash any more.
    """
    place = store.place_of(sha256)
    if place.exists():
        return place
    if shipped(code) == sha256:
        store.put(template_path(code).read_bytes())
        return place
    raise TemplateGone(
        f"签发时所用的模板（{sha256[:12]}…）已找不到，不能用别的模板代替。"
        "请从备份恢复文书文件夹后，在“后台任务”里重试。"
    )
