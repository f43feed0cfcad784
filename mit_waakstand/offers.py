"""What the apps offer to the whole: kinds of work, public pages, rows of the worklist.

The house asks, the apps offer: each offer is a function in a table, put there by a decorator in
a module with a fixed name, which is found in every app.
"""

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from django.utils.module_loading import autodiscover_modules

Offer = TypeVar("Offer", bound=Callable[..., object])


class Offers(Generic[Offer]):
    """A table of functions by name, filled from the module ``module`` of every app."""

    def __init__(self, module: str) -> None:
        """Name the module that every app may have."""
        self.module = module
        self._table: dict[str, Offer] = {}
        self._complete = False

    def __call__(self, name: str) -> Callable[[Offer], Offer]:
        """Return the decorator that offers a function under ``name``; a name is given once."""

        def offer(function: Offer) -> Offer:
            if name in self._table:
                message = f"{name!r} is offered twice in {self.module}"
                raise ValueError(message)
            self._table[name] = function
            return function

        return offer

    def __getitem__(self, name: str) -> Offer:
        """Return the function offered under ``name``; raises KeyError when nobody offers it."""
        return self._all()[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the names in alphabetical order, the same in every process."""
        return iter(sorted(self._all()))

    def _all(self) -> dict[str, Offer]:
        if not self._complete:
            autodiscover_modules(self.module)
            self._complete = True
        return self._table
