"""Lists of rows in a form (代表、议题、岗位): fixed rows and a button for more, no script."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.forms.utils import ErrorDict
from django.utils.datastructures import MultiValueDict

MORE = 3
MOST = 150  # more fields than a request may carry would be refused unread


class RowForm(forms.Form):
    """One row. A row in which nothing was said is left out; clearing a row removes it.

    ``unsaid`` names the fields that say nothing by themselves (a box, a figure carried over);
    ``folded_names`` those that are folded away until needed.
    """

    unsaid: ClassVar[frozenset[str]] = frozenset()
    folded_names: ClassVar[tuple[str, ...]] = ()
    folded_title: ClassVar[str] = "更多"
    fields: dict[str, Any]
    owner: Any
    template_name = "act_row.html"

    def __init__(self, *args: Any, owner: Any = None, **kwargs: Any) -> None:
        self.owner = owner
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)
        self.empty_permitted = True
        self.prepare()

    def prepare(self) -> None:
        """Fill in what depends on the case: people to choose from, notes."""

    @property
    def is_empty(self) -> bool:
        """Test whether nothing was typed into the row."""
        return not any(self._typed(name) for name in self.fields if name not in self.unsaid)

    def _typed(self, name: str) -> bool:
        field = self.fields[name]
        raw = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        if isinstance(raw, str):
            return bool(raw.strip())
        return bool(raw)

    def has_changed(self) -> bool:
        """Test whether the row counts (Django skips the cleaning of one that did not change)."""
        return not self.is_empty

    def leave_unjudged(self) -> None:
        """Show what was typed without a word on it."""
        self._errors = ErrorDict()

    @property
    def note(self) -> str:
        """Return what stands beside the row: what was said of it before."""
        return ""

    @property
    def is_open(self) -> bool:
        """Test whether the folded fields of the row should be shown unfolded."""
        return any(self._typed(name) or self[name].errors for name in self.folded_names)

    def plain_fields(self) -> list[forms.BoundField]:
        """Return the fields always shown."""
        return [self[name] for name in self.fields if name not in self.folded_names]

    def folded_fields(self) -> list[forms.BoundField]:
        """Return the fields folded away."""
        return [self[name] for name in self.folded_names]

    def values(self) -> dict[str, Any]:
        """Return what the row says, without what was left empty."""
        return said(self.cleaned_data)


class Rows:
    """The rows of one list: as many as were shown, or as the record suggests and a few more."""

    def __init__(
        self,
        row_class: type[RowForm],
        *,
        name: str,
        title: str,
        owner: Any,
        data: MultiValueDict[str, Any] | None,
        initial: Sequence[Mapping[str, Any]] = (),
        hint: str = "",
        least: int = 0,
        spare: int = MORE,
        more: bool = False,
    ) -> None:
        self.name, self.title, self.hint, self.least = name, title, hint, least
        count = len(initial) + spare
        if data is not None:
            count = self._count_in(data, count) + (MORE if more else 0)
        self.count = min(count, MOST)
        self.can_grow = spare > 0 and self.count < MOST
        self.forms = [
            row_class(
                data,
                prefix=f"{name}-{place}",
                initial=initial[place] if place < len(initial) else {},
                owner=owner,
            )
            for place in range(self.count)
        ]
        self.errors: list[str] = []

    @property
    def count_name(self) -> str:
        """Return the name of the hidden field that holds the number of rows."""
        return f"{self.name}-count"

    def _count_in(self, data: MultiValueDict[str, Any], otherwise: int) -> int:
        text = str(data.get(self.count_name, ""))
        return int(text) if text.isdecimal() and len(text) < len(str(MOST)) + 1 else otherwise

    def __iter__(self) -> Iterator[RowForm]:
        return iter(self.forms)

    def filled(self) -> list[RowForm]:
        """Return the rows in which something was said."""
        return [form for form in self.forms if not form.is_empty]

    def is_valid(self) -> bool:
        """Test whether every filled row can be read, and enough of them are there."""
        filled = self.filled()
        self.errors = []
        if len(filled) < self.least:
            self.errors.append(f"“{self.title}”至少填{self.least}行，现在是{len(filled)}行。")
        wrong = [form for form in filled if not form.is_valid()]
        return not wrong and not self.errors

    def values(self) -> list[dict[str, Any]]:
        """Return what the filled rows say."""
        return [form.values() for form in self.filled()]


def said(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that say something: no empty text, no untouched box, no empty list."""
    return {
        name: value
        for name, value in values.items()
        if value is not None and value is not False and value not in ("", [], {})
    }
