"""The house as a whole: what lies where, how long a thing may be, what is never committed."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 400
LONGEST_FUNCTION = 40
FIXED_TOP_LEVEL = {
    # folders
    ".ci",
    "bench",
    "contracts",
    "seeds",
    "templates",
    "tests",
    "workflow",
    # files
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "README.zh-CN.md",
    "manage.py",
    "pyproject.toml",
    "requirements-bench.txt",
    "requirements-scale.txt",
    "requirements-test.txt",
    "requirements.txt",
    "run",
}
LOCAL_ONLY = {
    ".cache",
    ".git",
    ".hypothesis",
    ".import_linter_cache",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".venv",
    "__pycache__",
    "out",
    "var",
}
JUNK_DRAWERS = {"utils", "common", "helpers", "services", "managers", "constants", "misc"}
CONCEPTS = {
    "agreements",
    "bargaining",
    "campaigns",
    "congress",
    "deadlines",
    "disputes",
    "documents",
    "journal",
    "parties",
    "statutes",
    "supervision",
    "verdicts",
}
# Spelled in pieces, so that this file does not find itself.
INDEX_ADDRESS = re.compile(
    "|".join(
        (
            r"https?://[^\s\"')]*/(?:simple|packages)/",
            r"https?://[^\s\"')]*(?:registry|mirror)[^\s\"')]*\.",
            r"pypi\." + "org",
            r"python" + r"hosted\.",
            r"--(?:extra-)?index" + "-url[= ]",
            r"--find" + "-links[= ]",
            r"regi" + r"stry\.npm",
        )
    )
)
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/" + r"(?:root|home|work|farm)/[\w.-]+")
SCRATCH_PATH = re.compile(r"(?<![\w.:/-])/" + r"tmp/[\w.-]+")


def _tracked() -> list[Path]:
    """Name the files of the project: those git knows, or all but local ones where git is not."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"],  # noqa: S607 -- git as the developer has it
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        return sorted(
            path
            for path in ROOT.rglob("*")
            if path.is_file() and not LOCAL_ONLY & set(path.relative_to(ROOT).parts)
        )
    return [path for name in sorted(listed.split("\0")) if name and (path := ROOT / name).is_file()]


FILES = _tracked()
PYTHON = [path for path in FILES if path.suffix == ".py" and "migrations" not in path.parts]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _lines_matching(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in FILES:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [
            f"{_name(path)}:{number}: {line.strip()[:100]}"
            for number, line in enumerate(text.splitlines(), start=1)
            if pattern.search(line)
        ]
    return found


def test_no_file_names_a_package_index():
    assert _lines_matching(INDEX_ADDRESS) == []


def test_no_file_names_a_folder_of_somebodys_machine():
    assert _lines_matching(MACHINE_PATH) == []
    assert _lines_matching(SCRATCH_PATH) == []


@pytest.mark.parametrize(
    "line",
    [
        "Index: https://example.invalid/" + "simple/django/",
        "pip install --index" + "-url=x",
        "see pypi." + "org",
    ],
)
def test_an_index_address_would_be_found(line):
    assert INDEX_ADDRESS.search(line)


def test_a_machine_path_would_be_found_and_a_web_address_is_not_one():
    assert MACHINE_PATH.search('open("/' + 'root/notes.txt")')
    assert not MACHINE_PATH.search("https://example.invalid/work/notes")


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("requirements.txt", 30),
        ("requirements-scale.txt", 30),
        ("requirements-test.txt", 30),
        ("requirements-bench.txt", 1),
    ],
)
def test_each_pinned_package_carries_a_hash(name, least):
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    pins = [line for line in text.splitlines() if line and not line.startswith("#")]

    assert [pin for pin in pins if not re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:", pin)] == []
    assert len(pins) >= least


def test_each_longer_list_pins_the_same_versions_as_the_shorter():
    pattern = re.compile(r"^([a-z0-9-]+==\S+)", re.MULTILINE)
    product, scale, tests = (
        set(pattern.findall((ROOT / name).read_text(encoding="utf-8")))
        for name in ("requirements.txt", "requirements-scale.txt", "requirements-test.txt")
    )

    assert product - scale == set()
    assert scale - tests == set()


def test_nothing_new_lies_at_the_top():
    top = {path.relative_to(ROOT).parts[0] for path in FILES}

    assert top - FIXED_TOP_LEVEL == set()


def test_contracts_holds_the_concepts_and_nothing_else():
    folders = {path.relative_to(ROOT).parts[1] for path in PYTHON if "contracts" in path.parts}

    assert folders - CONCEPTS - {"__init__.py"} == set()


def test_no_file_is_a_junk_drawer():
    drawers = [
        _name(path)
        for path in PYTHON
        if JUNK_DRAWERS & {part.removesuffix(".py") for part in path.relative_to(ROOT).parts}
    ]

    assert drawers == []


def test_no_python_file_is_longer_than_400_lines():
    lengths = {_name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in PYTHON}

    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE} == {}


def test_no_function_is_longer_than_40_lines():
    too_long = [
        f"{_name(path)}:{node.lineno} {node.name}: {length} lines"
        for path in PYTHON
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    ]

    assert too_long == []


def test_package_files_hold_a_docstring_and_nothing_else():
    packages = [
        path
        for path in PYTHON
        if path.name == "__init__.py"
        and path.relative_to(ROOT).parts[0] in {"contracts", "workflow"}
    ]
    wrong = [
        _name(path)
        for path in packages
        if [type(node) for node in ast.parse(path.read_text(encoding="utf-8")).body] != [ast.Expr]
    ]

    assert wrong == []


def test_no_test_is_switched_off_for_good():
    marks = re.compile(r"pytest\.mark\." + r"(?:skip|xfail)\b")

    assert _lines_matching(marks) == []


@pytest.mark.parametrize("name", ["run", "manage.py", ".ci/run"])
def test_commands_can_be_run(name):
    assert (ROOT / name).stat().st_mode & 0o111


def test_run_is_plain_posix_shell():
    script = ROOT / "run"

    is_read = subprocess.run(["sh", "-n", script], check=False)  # noqa: S603, S607 -- our own file

    assert script.read_text(encoding="utf-8").startswith("#!/bin/sh\n")
    assert is_read.returncode == 0
