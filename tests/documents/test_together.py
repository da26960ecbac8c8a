"""What is kept before a signature block, so that it never stands alone on a page."""

from contracts.documents.together import Written, kept

LONG = "双方应当全面履行本合同约定的各项义务，任何一方不得擅自变更或者解除。" * 2


def paragraph(kind, text=""):
    return Written(f'<p class="{kind}">{text}</p>', kind, text)


def classes(*blocks):
    return [html.split('"')[1] for html in kept(list(blocks))]


def test_a_paragraph_of_two_lines_is_enough():
    blocks = [paragraph("body", LONG), paragraph("body", LONG), paragraph("closing", "（印章）")]

    assert classes(*blocks) == ["body", "body", "near closing"]


def test_short_paragraphs_are_taken_until_two_lines_stand_before_the_signatures():
    blocks = [
        paragraph("body", LONG),
        paragraph("body", "特此报告。"),
        paragraph("note"),
        paragraph("closing", "（印章）"),
        paragraph("closing", "2027年3月29日"),
    ]

    assert classes(*blocks) == ["body", "near body", "near note", "near closing", "closing"]


def test_the_last_two_rows_of_a_table_go_with_the_signatures():
    blocks = [
        Written('<table class="grid"></table>', "table"),
        Written('<table class="bare"></table>', "signatures"),
    ]

    assert classes(*blocks) == ["ends grid", "near bare"]


def test_a_list_kept_together_is_let_go_above_its_last_lines():
    blocks = [*(paragraph("item", "一件材料") for _ in range(4)), paragraph("sign", "签字：")]

    assert classes(*blocks) == ["item", "loose item", "item", "near item", "near sign"]


def test_a_paper_without_signatures_stays_as_it_is():
    blocks = [paragraph("title", "台账"), paragraph("body", LONG)]

    assert kept(blocks) == [block.html for block in blocks]
