"""The index of the search. PostgreSQL keeps it itself, with triggers; no code writes here."""

from typing import Any, ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.lookups import Lookup


class SearchEntry(models.Model):
    """The words of one record. ``kind`` is its table, ``page_pk`` the record whose page shows it.

    A copy of what the record says; who may know the record may find it, and nobody else.
    """

    kind = models.CharField("tabel", max_length=60)
    record_pk = models.BigIntegerField("sleutel")
    page_pk = models.BigIntegerField("sleutel van de pagina")
    is_exercise = models.BooleanField("oefening")
    happened_at = models.DateTimeField("gebeurd op")
    title = models.TextField("titel")
    body = models.TextField("tekst")
    words = SearchVectorField("woorden")

    class Meta:
        """One entry for each record; found by words, shown newest first."""

        verbose_name = "vindplaats"
        verbose_name_plural = "vindplaatsen"
        ordering: ClassVar = ["-happened_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "record_pk"], name="record_is_indexed_once"),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["words"], name="entry_by_words", fastupdate=False),
            models.Index(fields=["-happened_at", "-id"], name="entry_newest_first"),
        ]

    def __str__(self) -> str:
        """Return the place only (robustness 8)."""
        return f"{self.kind} {self.record_pk}"


class Lexeme(models.Model):
    """A word of the vocabulary as the index knows it, with the root by which others find it.

    Without unique key, because two people who write the same new word must not wait for each
    other. A word that is there twice does no harm.
    """

    lexeme = models.TextField("woord", db_index=True)
    root = models.TextField("wortel", db_index=True)

    class Meta:
        """Found by a part of the root."""

        verbose_name = "woord"
        verbose_name_plural = "woorden"
        indexes: ClassVar = [
            GinIndex(
                fields=["root"],
                name="lexeme_by_part",
                opclasses=["gin_trgm_ops"],
                fastupdate=False,
            ),
        ]

    def __str__(self) -> str:
        """Return the number only: words are content."""
        return f"woord {self.pk}"


@SearchVectorField.register_lookup
class Matches(Lookup):
    """``words__matches=question``: a question in PostgreSQL's own spelling, ``'a' & 'b'``."""

    lookup_name = "matches"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Return ``words @@ question::tsquery``."""
        left, left_values = self.process_lhs(compiler, connection)
        right, right_values = self.process_rhs(compiler, connection)
        return f"{left} @@ {right}::tsquery", [*left_values, *right_values]
