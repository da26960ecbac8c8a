"""What may be typed into a field: words, days, money, percentages; each answers in plain Chinese.

Nothing that was typed is cut off silently: no field carries ``maxlength`` (a browser counts 𬭳 as
two and drops the rest of a paste), the answer says how long the text is and may be.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

HUNDRED = Decimal(100)
EARLIEST_YEAR, LATEST_YEAR = 1949, 2100
REQUIRED = "请填写这一项。"
OUT_OF_LIST = "选的这一项不在名单里（可能刚被改动），请重新选择。"
CHOOSE = {"required": "请选一项。", "invalid_choice": OUT_OF_LIST}
# Marks that show nothing and come along with a paste: direction, zero width, joiners of no script
# of ours, byte order.
UNSEEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029\v\f]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
BROKEN = re.compile("[\ud800-\udfff\ufffd\ufffe\uffff]")
DAY_FORMATS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日")
# Below this a percentage without its sign was rather meant as a fraction of one.
DOUBTFUL_PCT = Decimal("0.5")


def legible(text: str) -> str:
    """Return the text as a page can carry it: halves of characters show as the sign for unknown."""
    return BROKEN.sub("\ufffd", text)


def clean(text: str) -> str:
    """Return the text without what cannot be seen: direction marks, controls, odd line ends."""
    text = LINE_ENDS.sub("\n", text).replace("\t", " ")
    return CONTROLS.sub("", UNSEEN.sub("", text)).strip()


def half_width(text: str) -> str:
    """Return figures as a keyboard writes them: ５％ is 5%, 1，950元 is 1950."""
    plain = unicodedata.normalize("NFKC", clean(legible(text)))
    return plain.replace(",", "").replace(" ", "").removesuffix("元")


def shown(number: Decimal) -> str:
    """Return a number without trailing zeros: 1850, 5033.7."""
    return f"{number.normalize():f}" if number else "0"


class Words(forms.CharField):
    """Several lines of Chinese text, up to a number of characters (𬭳 counts as one)."""

    widget: type[forms.Widget] | forms.Widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, *, longest: int = 4000, **kwargs: Any) -> None:
        self.longest = longest
        kwargs.setdefault("error_messages", {"required": REQUIRED})
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """Return the cleaned text.

        :raises ValidationError: if a character is broken or private, or the text is too long.
        """
        text = clean("" if value is None else str(value))
        if found := BROKEN.search(text):
            raise ValidationError(
                f"第{found.start() + 1}个字无法识别（残缺的编码），请删去重新输入这一个字。",
            )
        private = next((n for n, mark in enumerate(text) if unicodedata.category(mark) == "Co"), -1)
        if private >= 0:
            raise ValidationError(
                f"第{private + 1}个字是本机自造字，别人的电脑上显示不出来；请换成标准字"
                "（例如“䶮”“𬭳”都有标准字）。",
            )
        if len(text) > self.longest:
            raise ValidationError(f"写了{len(text)}字，最多{self.longest}字，请缩短。")
        return text


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Words offered while typing (a datalist: no script needed, anything else may be typed)."""

    name: str
    words: tuple[str, ...]


class Line(Words):
    """One line of text; a line break becomes a space."""

    widget: type[forms.Widget] | forms.Widget = forms.TextInput

    def __init__(
        self,
        *,
        longest: int = 200,
        suggestions: Suggestions | None = None,
        **kwargs: Any,
    ) -> None:
        self.suggestions = suggestions
        super().__init__(longest=longest, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Return the attributes of the input: the list of suggestions it offers."""
        attrs: dict[str, Any] = super().widget_attrs(widget)
        return {**attrs, "list": f"list-{self.suggestions.name}"} if self.suggestions else attrs

    def to_python(self, value: Any) -> str:
        """Return the cleaned text on one line."""
        return " ".join(super().to_python(value).split("\n"))


class Day(forms.DateField):
    """A day, from the browser's own calendar or written 2027-01-08."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"required": "请填写日期。"})
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        """Return the day.

        :raises ValidationError: if there is no such day, or it lies in another age.
        """
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return date(value.year, value.month, value.day)
        text = half_width(str(value))
        for pattern in DAY_FORMATS:
            try:
                day = datetime.strptime(text, pattern).date()  # noqa: DTZ007 -- a day has no zone
            except ValueError:
                continue
            if EARLIEST_YEAR <= day.year <= LATEST_YEAR:
                return day
            raise ValidationError(f"“{legible(str(value))}”的年份不对，请核对。")
        raise ValidationError(
            f"“{legible(str(value))[:40]}”不是真实的日期，请写成 2027-01-08 这样。",
        )


class Amount(forms.Field):
    """A number: yuan, hours, multiples. Takes １，９５０元 as 1950."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    most = Decimal(10) ** 10
    places = 4

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"required": REQUIRED})
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Return a number as people write it."""
        return shown(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:
        """Return the number, exactly.

        :raises ValidationError: if it is none, or out of all proportion.
        """
        if value in self.empty_values or not half_width(str(value)):
            return None
        return self._read(half_width(str(value)), typed=legible(str(value))[:40])

    def _read(self, text: str, *, typed: str) -> Decimal:
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise ValidationError(f"“{typed}”不是数字，请只写数字，例如 1950。") from None
        if not number.is_finite() or number < 0 or number >= self.most:
            raise ValidationError(f"“{typed}”不在合理范围内，请核对。")
        if number != round(number, self.places):
            raise ValidationError(f"“{typed}”的小数太多，最多{self.places}位小数。")
        return number


class Percent(Amount):
    """A percentage as people write it (5 or 5% is five per cent); a fraction of one is given."""

    most = Decimal(1000)

    def prepare_value(self, value: Any) -> Any:
        """Return a fraction of one as a percentage."""
        return shown(value * HUNDRED) if isinstance(value, Decimal) else value

    def _read(self, text: str, *, typed: str) -> Decimal:
        number = super()._read(text.removesuffix("%"), typed=typed)
        if not text.endswith("%") and 0 < number < DOUBTFUL_PCT:
            raise ValidationError(
                f"您写的“{typed}”是百分之{shown(number)}。如果是{shown(number * HUNDRED)}%，请写"
                f"{shown(number * HUNDRED)}；确实只有{shown(number)}%，请写成 {shown(number)}%。",
            )
        return number / HUNDRED


class Count(forms.Field):
    """A whole number of people, sheets or days, not below zero."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def __init__(self, *, least: int = 0, most: int = 9_999_999, **kwargs: Any) -> None:
        self.least, self.most = least, most
        kwargs.setdefault("error_messages", {"required": REQUIRED})
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        """Return the whole number.

        :raises ValidationError: if it is none, or out of range.
        """
        text = "" if value in self.empty_values else half_width(str(value))
        if not text:
            return None
        if not re.fullmatch("[0-9]{1,9}", text):
            raise ValidationError(f"“{legible(str(value))[:40]}”不是整数，请只写数字，例如 12。")
        if not self.least <= int(text) <= self.most:
            raise ValidationError(f"请写{self.least}到{self.most}之间的整数。")
        return int(text)


class Figure(Line):
    """What a side says of a topic: a number, a percentage or words."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(longest=100, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Return a number as people write it."""
        return shown(value) if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Any:
        """Return an exact number where nothing but a number was written, else the words."""
        words = super().clean(value)
        plain = half_width(words)
        if re.fullmatch(r"[+-]?\d+(\.\d+)?%", plain):
            return plain
        return Decimal(plain) if re.fullmatch(r"[+-]?\d+(\.\d+)?", plain) else words


class Tick(forms.BooleanField):
    """A box to tick; it may stay empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)


class OneOf(forms.ChoiceField):
    """One of a few words, as radio buttons."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "error_messages", {"required": "请选一项。", "invalid_choice": OUT_OF_LIST}
        )
        super().__init__(**kwargs)


class FromList(forms.ChoiceField):
    """One of a longer list, as a drop-down; ``empty`` is what nothing chosen reads."""

    def __init__(self, *, empty: str = "（请选择）", choices: Any = (), **kwargs: Any) -> None:
        kwargs.setdefault(
            "error_messages", {"required": "请选一项。", "invalid_choice": OUT_OF_LIST}
        )
        super().__init__(choices=[("", empty), *choices], **kwargs)


class Pick(forms.ModelChoiceField):
    """One row of the case, as a drop-down."""

    def __init__(self, queryset: Any = None, *, empty: str = "（请选择）", **kwargs: Any) -> None:
        kwargs.setdefault(
            "error_messages", {"required": "请选一项。", "invalid_choice": OUT_OF_LIST}
        )
        super().__init__(queryset, empty_label=empty, **kwargs)


class PickMany(forms.ModelMultipleChoiceField):
    """Several rows of the case, as boxes to tick."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, queryset: Any = None, **kwargs: Any) -> None:
        messages = {
            "required": "请至少勾选一项。",
            "invalid_choice": OUT_OF_LIST,
            "invalid_pk_value": OUT_OF_LIST,
        }
        kwargs.setdefault("error_messages", messages)
        super().__init__(queryset, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the rows as a plain list, in the order of the boxes."""
        return list(super().clean(value))


class Several(forms.MultipleChoiceField):
    """Several of a few words, as boxes to tick."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        messages = {"required": "请至少勾选一项。", "invalid_choice": OUT_OF_LIST}
        kwargs.setdefault("error_messages", messages)
        super().__init__(**kwargs)
