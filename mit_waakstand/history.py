"""Every version of a record, as django-simple-history keeps it."""

import functools
from typing import Any

from django.db import models
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords as LibraryRecords


class KnownManager(HistoryManager):  # type: ignore[misc]  # the library has no types
    """The library's manager of old versions; its class is made once, not at each save."""

    @classmethod
    @functools.cache
    def from_queryset(
        cls, queryset_class: type[models.QuerySet[Any]], class_name: str | None = None
    ) -> type[models.Manager[Any]]:
        """Return the manager's class with the methods of this queryset."""
        made: type[models.Manager[Any]] = super().from_queryset(queryset_class, class_name)
        return made


class HistoricalRecords(LibraryRecords):  # type: ignore[misc]  # idem
    """What a model with history names: the library's, with the manager that is known."""

    def __init__(self, *words: Any, **named: Any) -> None:
        """Take what the library takes."""
        super().__init__(*words, **{"history_manager": KnownManager, **named})

    def post_save(self, instance: models.Model, **told: Any) -> None:
        """Keep the version that was saved; none when only fields were saved that are left out."""
        saved = told.get("update_fields")
        if saved is None or not saved <= {*self.excluded_fields}:
            super().post_save(instance, **told)
