from datetime import date

from workflow.pages.steps import bar_of

STAGES = [
    ("prep", "准备", date(2027, 1, 4)),
    ("offer", "要约", date(2027, 1, 8)),
    ("talks", "协商", None),
    ("draft", "草案", date(2027, 3, 12)),
]


def test_what_lies_behind_is_done_and_what_lies_ahead_has_no_day():
    bar = bar_of(STAGES, now="talks")

    assert [(step.words, step.state, step.on) for step in bar.steps] == [
        ("准备", "is-done", date(2027, 1, 4)),
        ("要约", "is-done", date(2027, 1, 8)),
        ("协商", "is-now", None),
        ("草案", "is-todo", None),
    ]


def test_a_stage_beyond_the_bar_leaves_everything_done():
    bar = bar_of(STAGES, now="change")

    assert {step.state for step in bar.steps} == {"is-done"}
    assert bar.now.words == "草案"
