"""Somebody who presses every link there is: none leads nowhere, no page shows a raw code."""

import html
import re

from tests.browser.visitor import Visitor

LINK = re.compile(r'href="([^"#]+)"')
MARKUP = re.compile(r"<script.*?</script>|<style.*?</style>|<[^>]+>", re.DOTALL)
RAW = re.compile(
    r"\b(?:R_[A-Z]|DL_[A-Z]|[a-z]+\.[a-z]+\.[a-z]|None\b|True\b|False\b|20\d\d-\d\d-\d\d)"
)
# Files are looked at elsewhere; the book of rules names its rules by their keys.
BESIDES = re.compile(r"^/(?:static|law|ask)|file\.|^[^/?]")
MOST_PAGES = 300


def wander(who: Visitor) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the links that lead nowhere, and the raw codes with the pages that show them."""
    ways, seen = ["/"], {"/"}
    dead, raw = [], []
    while ways:
        address = ways.pop(0)
        answer = who.context.request.get(address, max_redirects=0)
        if answer.status != 200:
            dead.append(f"{who.account} {answer.status} {address}")
            continue
        source = answer.text()
        raw += [(address, each) for each in RAW.findall(MARKUP.sub(" ", source))]
        fresh = [way for way in _ways(address, source) if way not in seen]
        seen.update(fresh)
        ways += dict.fromkeys(fresh)
        assert len(seen) < MOST_PAGES, ways[-5:]
    return dead, raw


def _ways(address: str, source: str) -> list[str]:
    here = address.partition("?")[0]
    ways = [html.unescape(way) for way in LINK.findall(source)]
    ways = [here + way if way.startswith("?") else way for way in ways]
    return [way for way in ways if not BESIDES.search(way)]
