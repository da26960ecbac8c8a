"""核对卷宗：``python3 verify.py``；核对一个文件是否出自本卷：``python3 verify.py 文件.pdf``。

只用 Python 3.9 以上的标准库，不联网，不需要原系统。退出码：0 全部相符，1 有不符。
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

LIST, SUMS, START = "清单.json", "SHA256SUMS", "0" * 64


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            found.update(block)
    return found.hexdigest()


def read_list(folder: Path) -> dict[str, Any]:
    """Return the manifest of the file."""
    said: dict[str, Any] = json.loads((folder / LIST).read_text(encoding="utf-8"))
    return said


def faults_of_files(folder: Path, said: dict[str, Any]) -> list[str]:
    """Return files that are missing, changed or not listed."""
    found = []
    listed = {row["name"]: row["sha256"] for row in said["files"]}
    lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    sums = {name: sha256 for sha256, _, name in (line.partition("  ") for line in lines)}
    if sums != {**listed, LIST: digest_of(folder / LIST)}:
        found.append(f"{SUMS} 与 {LIST} 说的不一样")
    for name, sha256 in listed.items():
        path = folder / name
        if not path.is_file():
            found.append(f"缺少文件：{name}")
        elif digest_of(path) != sha256:
            found.append(f"文件被改动：{name}")
    there = {str(path.relative_to(folder).as_posix()) for path in folder.rglob("*")}
    folders = {"/".join(name.split("/")[:-1]) for name in listed}
    found += [f"多出文件：{name}" for name in sorted(there - {*listed, LIST, SUMS} - folders)]
    return found


def faults_of_journal(name: str, lines: list[str], head: dict[str, Any]) -> list[str]:
    """Return where the chain of a journal does not hold; stubs of the other side still link."""
    found, previous, sequence = [], START, 0
    for line in lines:
        entry = json.loads(line)
        sequence += 1
        place = f"{name} 第{sequence}条"
        if entry["sequence"] != sequence or entry["previous"] != previous:
            found.append(f"{place}：缺号或链接不上")
        if "body" in entry:
            linked = b"\x00" + bytes.fromhex(entry["previous"]) + entry["body"].encode()
            if hashlib.sha256(linked).hexdigest() != entry["digest"]:
                found.append(f"{place}：内容被改动")
            elif json.loads(entry["body"])["seq"] != entry["sequence"]:
                found.append(f"{place}：序号与正文不符")
        previous = entry["digest"]
    if (sequence, previous) != (head["count"], head["digest"]):
        found.append(f"{name}：链尾被截断或改动")
    return found


def check(folder: Path) -> list[str]:
    """Return everything that does not hold."""
    said = read_list(folder)
    found = faults_of_files(folder, said)
    for head in said["journals"]:
        path = folder / head["name"]
        if path.is_file():
            lines = path.read_text(encoding="utf-8").splitlines()
            found += faults_of_journal(head["name"], lines, head)
    return found


def whose(folder: Path, path: Path) -> str:
    """Return which paper of the file these very bytes are, or nothing."""
    sha256 = digest_of(path)
    for row in read_list(folder)["files"]:
        if row["sha256"] == sha256:
            return " ".join(filter(None, (row["name"], row["title"], row["number"])))
    return ""


def main(arguments: list[str]) -> int:
    """Tell what holds."""
    folder = Path(__file__).resolve().parent
    if arguments:
        found = whose(folder, Path(arguments[0]))
        sys.stdout.write(
            f"出自本卷，原样：{found}\n" if found else "本卷中没有这个文件，或它被改动过。\n"
        )
        return 0 if found else 1
    faults = check(folder)
    said = read_list(folder)
    told = f"文件{len(said['files'])}个、日志{len(said['journals'])}本，全部相符。"
    sys.stdout.write("\n".join(faults or [told]) + "\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
