"""The Django app of campaigns."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """The record of campaigns (集中行动)."""

    name = "contracts.campaigns"
    label = "campaigns"
    verbose_name = "集中行动"
    default_auto_field = "django.db.models.BigAutoField"
