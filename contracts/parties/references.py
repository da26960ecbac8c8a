"""Short names by which loosely tied rows (findings, deadlines, papers) point at a row."""

from django.apps import apps
from django.db import models


def reference(subject: models.Model | None) -> str:
    """Return the short name of a row: ``round:7``."""
    if subject is None:
        return ""
    return f"{subject._meta.model_name}:{subject.pk}"


def follow(name: str) -> models.Model | None:
    """Return the row a short name points at, as far as the current actor may see it."""
    model_name, _, pk = name.partition(":")
    for model in apps.get_models():
        if model._meta.model_name == model_name and not model._meta.proxy:
            return model._default_manager.filter(pk=pk).first()
    return None
