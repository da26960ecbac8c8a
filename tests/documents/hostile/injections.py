"""Template injection: every way known to get from a blank to code, files, or endless work."""

from contracts.documents.reasons import Reason
from tests.documents.hostile import good
from tests.documents.hostile.good import Case, packed, with_body, with_text, with_texts

#: What would run code, were it let: each through another door of the template language.
FORBIDDEN = {
    "cycler": '{{{{ cycler.__init__.__globals__.os.popen("touch {marker}").read() }}}}',
    "lipsum": '{{{{ lipsum.__globals__["os"].popen("touch {marker}").read() }}}}',
    "joiner": '{{{{ joiner.__init__.__globals__.os.system("touch {marker}") }}}}',
    "namespace": '{{{{ namespace.__init__.__globals__.os.system("touch {marker}") }}}}',
    "class_mro": '{{{{ "".__class__.__mro__[1].__subclasses__() }}}}',
    "class_base": "{{{{ addressee.__class__.__base__.__subclasses__() }}}}",
    "class_only": "{{{{ addressee.__class__ }}}}",
    "dunder_init": "{{{{ addressee.__init__ }}}}",
    "private": "{{{{ addressee._private }}}}",
    "brackets": '{{{{ addressee["__class__"]["__mro__"] }}}}',
    "brackets_plain": '{{{{ addressee["upper"] }}}}',
    "brackets_joined": '{{{{ addressee["__cla" ~ "ss__"] }}}}',
    "brackets_name": "{{{{ addressee[addressee] }}}}",
    "attr_filter": '{{{{ addressee|attr("__class__") }}}}',
    "attr_hex": r'{{{{ addressee|attr("\x5f\x5fclass\x5f\x5f") }}}}',
    "attr_joined": '{{{{ addressee|attr(["__cla","ss__"]|join) }}}}',
    "map_attribute": '{{{{ issues|map(attribute="__class__")|list }}}}',
    "select_test": '{{{{ issues|selectattr("__class__") }}}}',
    "format_method": '{{{{ "{{0.__class__}}".format(addressee) }}}}',
    "format_map": '{{{{ "{{x.__class__}}".format_map({{}}) }}}}',
    "format_filter": '{{{{ "%s"|format(addressee) }}}}',
    "percent": '{{{{ "%999999999d" % 1 }}}}',
    "self": "{{{{ self.__init__.__globals__ }}}}",
    "request": "{{{{ request.application.__globals__ }}}}",
    "config_items": "{{{{ config.items() }}}}",
    "url_for": '{{{{ url_for.__globals__["os"].environ }}}}',
    "get_flashed": '{{{{ get_flashed_messages.__globals__["os"].listdir("/") }}}}',
    "open_file": '{{{{ open("{secret}").read() }}}}',
    "import_os": '{{{{ __import__("os").system("touch {marker}") }}}}',
    "builtins": '{{{{ __builtins__["open"]("{secret}") }}}}',
    "loop_undefined": "{{{{ loop.__class__ }}}}",
    "const_dunder": '{{{{ addressee|default("__class__") }}}}',
    "const_secret": '{{{{ [["__globals__"]]|first|first }}}}',
    "call_method": "{{{{ addressee.upper() }}}}",
    "call_delete": "{{{{ addressee.delete() }}}}",
    "call_mutate": "{{{{ issues.clear() }}}}",
    "call_range": "{{{{ range(999999999)|length }}}}",
    "dict_call": "{{{{ dict(a=1) }}}}",
    "dict_literal": '{{{{ {{"a": 1}} }}}}',
    "multiply": '{{{{ "A" * 2000000000 }}}}',
    "power": "{{{{ 9 ** 9 ** 9 }}}}",
    "add": "{{{{ addressee + addressee }}}}",
    "shift_by_division": "{{{{ 1 // 0 }}}}",
    "concat": "{{{{ addressee ~ addressee }}}}",
    "negative": "{{{{ -1 }}}}",
    "slice": "{{{{ addressee[::1] }}}}",
    "filter_upper": "{{{{ addressee|upper }}}}",
    "filter_safe": "{{{{ addressee|safe }}}}",
    "filter_list": "{{{{ addressee|list }}}}",
    "filter_pprint": "{{{{ addressee|pprint }}}}",
    "filter_tojson": "{{{{ addressee|tojson }}}}",
    "filter_xmlattr": "{{{{ {{}}|xmlattr }}}}",
    "filter_urlize": "{{{{ addressee|urlize }}}}",
    "filter_batch": "{{{{ addressee|batch(2) }}}}",
    "test_callable": "{{{{ addressee is callable }}}}",
    "test_mapping": "{{{{ addressee is mapping }}}}",
    "richtext": "{{{{r addressee }}}}",
    "subdoc": "{{{{p addressee }}}}",
    "column": "{{%tc for x in issues %}}",
    "colspan": "{{% colspan 3 %}}",
    "cellbg": "{{% cellbg addressee %}}",
    "hm": "{{% hm %}}",
    "set": "{{% set x = cycler.__init__.__globals__ %}}",
    "macro": "{{% macro m() %}}{{{{ m() }}}}{{% endmacro %}}",
    "call_block": "{{% call m() %}}{{% endcall %}}",
    "import": '{{% import "{secret}" as x %}}',
    "from_import": '{{% from "{secret}" import x %}}',
    "include": '{{% include "{secret}" %}}',
    "extends": '{{% extends "{secret}" %}}',
    "block": "{{% block body %}}{{% endblock %}}",
    "filter_block": "{{% filter upper %}}x{{% endfilter %}}",
    "autoescape": "{{% autoescape false %}}x{{% endautoescape %}}",
    "raw": "{{% raw %}}x{{% endraw %}}",
    "with": "{{% with x = 1 %}}{{% endwith %}}",
    "do": "{{% do issues.append(1) %}}",
    "debug": "{{% debug %}}",
    "trans": "{{% trans %}}x{{% endtrans %}}",
    "break": "{{% break %}}",
    "if_call": "{{% if addressee.__class__() %}}x{{% endif %}}",
    "elif_call": "{{% if addressee %}}a{{% elif cycler() %}}b{{% endif %}}",
    "for_call": "{{% for x in range(10) %}}x{{% endfor %}}",
    "curly_quotes": "{{{{ addressee|attr(“__class__”) }}}}",
    "wide_blank": "{{{{\u3000cycler.__init__.__globals__\u3000}}}}",
    "no_break_space": "{{{{\u00a0lipsum.__globals__\u00a0}}}}",
    "dashes": "{{{{- cycler.__init__ -}}}}",
}
UNKNOWN = {
    "config": "{{ config }}",
    "settings": "{{ settings.SECRET_KEY }}",
    "self_name": "{{ self }}",
    "loop_alone": "{{ loop }}",
    "environment": "{{ environ }}",
    "true_name": "{{ cycler }}",
    "paper": "{{ paper.case.workers_party }}",
    "homoglyph": "{{ аddressee }}",
}
SYNTAX = {
    "unclosed": "{{ addressee ",
    "unopened": "addressee }}",
    "full_width": "｛｛ cycler ｝｝",
    "recursive_loop": "{% for x in issues recursive %}{% endfor %}",
    "unpacking": "{% for a, b in issues %}{% endfor %}",
    "else_alone": "{% else %}",
    "end_alone": "{% endfor %}",
    "never_ended": "{% if addressee %}",
    "spaced_mark": "{% p if addressee %}",
    "broken_expression": "{{ addressee addressee }}",
    "two_filters_short": "{{ addressee| }}",
}
LIMIT = {
    "long_tag": "{{ " + "addressee or " * 60 + "addressee }}",
    "deep_brackets": "{{ " + "(" * 140 + "1" + ")" * 140 + " }}",
    "long_name": "{{ " + "a" * 400 + " }}",
}
PLACES = (
    *("docProps/core.xml", "docProps/app.xml", "word/settings.xml", "word/styles.xml"),
    *("word/fontTable.xml", "word/numbering.xml", "word/webSettings.xml"),
    *("word/theme/theme1.xml", "customXml/itemProps1.xml"),
)
EVIL = "{{ cycler.__init__.__globals__.os }}"


def cases(targets):
    """Make every injection, aimed at the targets."""
    aims = {"marker": targets.marker, "secret": targets.secret}
    for name, text in FORBIDDEN.items():
        yield Case(f"inject_{name}", Reason.FORBIDDEN, with_text(text.format(**aims)))
    for name, text in UNKNOWN.items():
        yield Case(f"inject_{name}", Reason.FIELD, with_text(text))
    for name, text in SYNTAX.items():
        yield Case(f"inject_{name}", Reason.SYNTAX, with_text(text))
    for name, text in LIMIT.items():
        yield Case(f"inject_{name}", Reason.LIMIT, with_text(text))
    yield from _loops()
    yield from _misplaced()


def _loops():
    nested = ["{%p for a in issues %}"] * 9 + ["x"] + ["{%p endfor %}"] * 9
    yield Case("inject_nested_loops", Reason.LIMIT, with_texts(*nested))
    many = ["{{ addressee }}"] * 2100
    yield Case("inject_many_tags", Reason.LIMIT, with_texts(*many))
    torn = "".join(f"<w:r><w:t>{letter}</w:t></w:r>" for letter in EVIL)
    yield Case("inject_torn", Reason.FORBIDDEN, with_body(f"<w:p>{torn}</w:p>"))
    cell = f"<w:tc><w:p><w:r><w:t>{EVIL}</w:t></w:r></w:p></w:tc>"
    table = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cell}</w:tr></w:tbl>"
    yield Case("inject_cell", Reason.FORBIDDEN, with_body(f"{table}<w:p/>"))


def _misplaced():
    """Put a tag where the renderer might fill it in and nobody reads it."""
    for part in PLACES:
        held = good.good_parts()[part]
        at = held.rindex(b"</")
        changed = held[:at] + f"<x xmlns='urn:x'>{EVIL}</x>".encode() + held[at:]
        yield Case(f"inject_in_{part}", Reason.FORBIDDEN, packed({part: changed}))
    attribute = f'<w:p><w:pPr><w:pStyle w:val="{EVIL}"/></w:pPr></w:p>'
    yield Case("inject_attribute", Reason.FORBIDDEN, with_body(attribute))
    yield Case("inject_remark", Reason.FORBIDDEN, with_body(f"<w:p><!-- {EVIL} --></w:p>"))
    yield Case("inject_tail", Reason.FORBIDDEN, with_body(f"<w:p/>{EVIL}"))
    deleted = f"<w:p><w:del><w:r><w:delText>{EVIL}</w:delText></w:r></w:del></w:p>"
    yield Case("inject_deleted", Reason.FORBIDDEN, with_body(deleted))
    field = f"<w:p><w:r><w:instrText>{EVIL}</w:instrText></w:r></w:p>"
    yield Case("inject_field", Reason.FORBIDDEN, with_body(field))
