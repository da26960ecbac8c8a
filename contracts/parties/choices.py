"""The closed lists of the parties: sides, kinds of organisation, offices, instruments."""

from django.db.models import TextChoices


class Side(TextChoices):
    """The two sides of a bargaining table."""

    WORKERS = "workers", "职工方"
    EMPLOYER = "employer", "企业方"

    @property
    def other(self) -> "Side":
        """Return the side across the table."""
        return Side.EMPLOYER if self is Side.WORKERS else Side.WORKERS


class OrganisationKind(TextChoices):
    """What an organisation is in the system of bargaining."""

    FEDERATION = "federation", "总工会"
    EMPLOYER = "employer", "企业"
    UNION = "union", "工会"
    EMPLOYER_ORGANISATION = "employer_organisation", "企业代表组织"
    LABOUR_DEPARTMENT = "labour_department", "人社部门"


#: How the papers of an organisation are numbered where it has entered no word of its own.
OFFICE_WORDS = {OrganisationKind.FEDERATION: "总工", OrganisationKind.LABOUR_DEPARTMENT: "人社"}


class Role(TextChoices):
    """The offices (职务) that accounts act through."""

    UNION_CHAIR = "union_chair", "工会主席"
    WORKER_REPRESENTATIVE = "worker_representative", "职工方协商代表"
    EMPLOYER_OFFICER = "employer_officer", "企业经办人"
    EMPLOYER_CHIEF = "employer_chief", "企业方首席代表"
    RECORDER = "recorder", "记录员"
    FEDERATION_OFFICER = "federation_officer", "总工会干部"
    INSTRUCTOR = "instructor", "集体协商指导员"
    LABOUR_CLERK = "labour_clerk", "人社部门经办人"
    SYSTEM_ADMIN = "system_admin", "系统管理员"
    SECURITY_ADMIN = "security_admin", "安全管理员"
    AUDIT_ADMIN = "audit_admin", "审计管理员"

    @property
    def side(self) -> str:
        """Return the side the office sits on, or an empty string."""
        if self in {Role.UNION_CHAIR, Role.WORKER_REPRESENTATIVE}:
            return Side.WORKERS.value
        if self in {Role.EMPLOYER_OFFICER, Role.EMPLOYER_CHIEF}:
            return Side.EMPLOYER.value
        return ""


class Kind(TextChoices):
    """The instrument bargained for (合同种类)."""

    COMPREHENSIVE = "comprehensive", "综合集体合同"
    WAGE = "wage", "工资专项集体合同"
    WOMEN = "women", "女职工权益保护专项集体合同"
    SAFETY = "safety", "劳动安全卫生专项集体合同"


class Scope(TextChoices):
    """How far an instrument reaches (层级)."""

    ENTERPRISE = "enterprise", "企业"
    REGIONAL = "regional", "区域"
    INDUSTRY = "industry", "行业"


class Level(TextChoices):
    """A person's place in the firm (岗位层级)."""

    FRONT_LINE = "一线", "一线"
    TECHNICAL = "技术", "技术"
    STAFF = "一般管理", "一般管理"
    MIDDLE = "中层以上", "中层以上"
    HEAD = "企业负责人", "企业负责人"
