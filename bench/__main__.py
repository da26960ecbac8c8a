"""Run every bench and print one table: ``python -m bench [name …]``."""

import importlib
import sys
from pathlib import Path

from bench import table

OUR_OWN = frozenset({"__init__", "__main__", "table"})


def main(names: list[str]) -> None:
    """Run the benches named, or all, in the order of their names."""
    found = [
        path.stem
        for path in sorted(Path(__file__).parent.glob("*.py"))
        if path.stem not in OUR_OWN and (not names or path.stem in names)
    ]
    rows: list[table.Row] = []
    for name in found:
        module = importlib.import_module(f"bench.{name}")
        if hasattr(module, "rows"):
            rows += module.rows()
    print(table.printed(rows))


if __name__ == "__main__":
    main(sys.argv[1:])
