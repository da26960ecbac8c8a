"""Tokens of papers: hard to guess, easy to print, read back exactly."""

import re

import pytest

from contracts.documents import tokens
from contracts.documents.tokens import Read


def test_a_token_is_26_capitals_and_digits_and_never_the_same():
    made = {tokens.new() for _ in range(1000)}

    assert len(made) == 1000
    assert all(re.fullmatch("[A-Z2-7]{26}", token) for token in made)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "XIEYUE:/V/ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        ("https://xieyue.example.cn/", "HTTPS://XIEYUE.EXAMPLE.CN/V/ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    ],
)
def test_what_a_code_says_is_read_back(settings, address: str, said: str):
    settings.PUBLIC_URL = address

    begins = tokens.said_by("ABCDEFGHIJKLMNOPQRSTUVWXYZ")

    assert begins == said
    assert tokens.read(f"{begins}/17/3") == Read("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 17, 3)


@pytest.mark.parametrize(
    "text",
    ["", "https://example.cn/", "XIEYUE:/V/SHORT/1/1", "XIEYUE:/V/ABCDEFGHIJKLMNOPQRSTUVWXYZ/1"],
)
def test_a_foreign_code_is_none_of_ours(text: str):
    assert tokens.read(text) is None
