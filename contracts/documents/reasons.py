"""Why a Word file is not taken: one word for each class of reason, and the refusal itself."""

from enum import StrEnum


class Reason(StrEnum):
    """The class of a reason; the text beside it says in Chinese what was found."""

    SIZE = "文件太大"
    KIND = "不是 Word 文件"
    BROKEN = "文件损坏"
    LOCKED = "有密码"
    TRICK = "压缩结构不正常"
    BOMB = "解压后过大"
    PATH = "内部路径不合法"
    MACRO = "宏"
    EMBEDDED = "嵌入对象"
    ENTITY = "实体声明"
    EXTERNAL = "指向外部"
    XML = "内部 XML 不合规范"
    PART = "不认识的内部文件"
    FEATURE = "不支持的 Word 功能"
    SYNTAX = "标签写法有误"
    FORBIDDEN = "不允许的写法"
    FIELD = "未知字段"
    LIMIT = "超出限制"


class PackageRefused(Exception):
    """The file is not a Word file we open; ``reason`` is the class of what was found."""

    def __init__(self, reason: Reason, what: str) -> None:
        """Keep the class, and say what was found."""
        self.reason = reason
        super().__init__(f"这个 Word 文件不能使用：{what}。")
