"""Who may do which act: a closed table, default deny. Who may see what: contracts/parties."""

from dataclasses import dataclass

from contracts.parties.actors import Actor
from contracts.parties.choices import Role, Side
from contracts.verdicts.verdict import Refused

UNION = frozenset({Role.UNION_CHAIR, Role.WORKER_REPRESENTATIVE})
CHAIR = frozenset({Role.UNION_CHAIR})
EMPLOYER = frozenset({Role.EMPLOYER_OFFICER, Role.EMPLOYER_CHIEF})
CHIEF = frozenset({Role.EMPLOYER_CHIEF})
RECORDER = frozenset({Role.RECORDER})
FEDERATION = frozenset({Role.FEDERATION_OFFICER})
LABOUR = frozenset({Role.LABOUR_CLERK})
CHAIRS = CHAIR | EMPLOYER
BOTH = UNION | EMPLOYER


class NotYours(Refused):
    """这一步不由您办理。"""

    rule = "access"


@dataclass(frozen=True, slots=True)
class Grant:
    """The offices that may do an act; ``side_field`` names the datum that must be their own side.

    ``on_paper`` widens the circle for what is entered afterwards from paper (补录).
    """

    title: str
    roles: frozenset[Role]
    side_field: str = ""
    on_paper: frozenset[Role] = frozenset()


GRANTS: dict[str, Grant] = {
    "bargaining.open": Grant("启动一轮协商", CHAIR | EMPLOYER),
    "bargaining.survey": Grant("登记职工意见", UNION),
    "bargaining.plan": Grant("拟定本方方案", BOTH, side_field="side"),
    "bargaining.name_representatives": Grant("确定本方协商代表", CHAIRS, side_field="side"),
    "bargaining.replace_representative": Grant("更换协商代表", CHAIRS, side_field="side"),
    "bargaining.offer": Grant("发出要约", CHAIRS, side_field="made_by"),
    "bargaining.remind": Grant("催告应约", CHAIRS),
    "bargaining.respond": Grant("答复要约", CHAIRS),
    "bargaining.report_silence": Grant("向上级工会报告", CHAIRS),
    "bargaining.request_data": Grant("请求提供资料", BOTH),
    "bargaining.hand_over_data": Grant("交接资料", BOTH),
    "bargaining.meet": Grant("记录协商会议", BOTH | RECORDER),
    "bargaining.suspend": Grant("中止协商", CHAIRS),
    "bargaining.resume": Grant("恢复协商", CHAIRS),
    "bargaining.settle": Grant("达成一致", CHAIRS),
    "bargaining.coordination": Grant("协调处理", CHAIRS | LABOUR),
    "agreements.draft": Grant("起草合同文本", BOTH),
    "agreements.submit": Grant("提交职代会审议", CHAIRS),
    "agreements.prepare_signing": Grant("准备签字文本", CHAIRS | CHIEF),
    "agreements.conclude": Grant("签字盖章", CHAIR | CHIEF),
    "agreements.file": Grant("报送审查", EMPLOYER, on_paper=CHAIR),
    "agreements.opinion": Grant("审查意见", LABOUR, on_paper=CHAIRS),
    "agreements.publish": Grant("公布", BOTH),
    "agreements.record": Grant("报上级工会备案", UNION),
    "agreements.confirm": Grant("逐户确认", CHAIRS),
    "agreements.amend": Grant("变更合同", CHAIR | CHIEF),
    "agreements.terminate": Grant("解除合同", CHAIR | CHIEF),
    "agreements.take_effect": Grant("期满无异议，生效", frozenset()),
    "bargaining.fall_silent": Grant("逾期未答复", frozenset()),
    "congress.request": Grant("请示建立职代会", UNION),
    "congress.approve": Grant("批复建制请示", FEDERATION, on_paper=CHAIR),
    "congress.plan_seats": Grant("分配代表名额", UNION),
    "congress.elect": Grant("选举职工代表", UNION),
    "congress.certify": Grant("审查代表资格", UNION),
    "congress.announce_delegates": Grant("公示代表名单", UNION),
    "congress.proposals": Grant("办理提案", BOTH),
    "congress.notify": Grant("发出会议通知", UNION),
    "congress.invite": Grant("生成到会名单", UNION),
    "congress.deliver": Grant("登记材料送达", UNION),
    "congress.read_papers": Grant("代表签收材料", frozenset()),
    "congress.sign_in": Grant("登记签到", UNION),
    "congress.note_group": Grant("登记分组讨论意见", UNION),
    "congress.name_committee": Grant("登记专门小组", UNION),
    "congress.meet_jointly": Grant("登记联席会议", UNION),
    "congress.recall": Grant("罢免职工代表", UNION),
    "congress.change_term": Grant("换届提前、延期", UNION),
    "congress.open_board": Grant("开通公开网页", BOTH),
    "congress.close_board": Grant("关闭公开网页", BOTH),
    "congress.prepare": Grant("召开预备会议", UNION),
    "congress.sit": Grant("召开职代会", UNION),
    "congress.vote": Grant("表决", UNION),
    "congress.open_poll": Grant("开始无记名投票", UNION),
    "congress.hand_out": Grant("登记领票", UNION),
    "congress.close_poll": Grant("投票截止", UNION),
    "congress.drop_poll": Grant("投票作废", UNION),
    "congress.enter_sheet": Grant("录入计票单", UNION),
    "congress.close": Grant("闭会", UNION),
    "congress.report": Grant("报告上级工会", UNION),
    "congress.appraise": Grant("民主评议", UNION),
    "congress.elect_director": Grant("选举职工董事、职工监事", UNION),
    "congress.opinion": Grant("审议裁员、安置方案", BOTH),
    "congress.list_disclosures": Grant("编制厂务公开目录", EMPLOYER),
    "supervision.review": Grant("履约检查", UNION),
    "supervision.rectify": Grant("发整改通知", UNION),
    "supervision.rectified": Grant("整改回复", EMPLOYER),
    "supervision.report": Grant("报告履行情况", BOTH),
    "supervision.satisfaction": Grant("满意度测评", UNION),
    "supervision.letter": Grant("发监督函", CHAIR | FEDERATION),
    "supervision.reply": Grant("答复监督函", EMPLOYER),
    "campaigns.launch": Grant("部署集中行动", FEDERATION),
    "supervision.disclose": Grant("厂务公开", EMPLOYER),
    "disputes.intake": Grant("登记争议", CHAIRS),
    "disputes.mediate": Grant("申请调解", CHAIRS),
    "disputes.arbitrate": Grant("申请仲裁", CHAIRS),
    "time.pass": Grant("时间推进", frozenset()),
    "time.urge": Grant("催办", frozenset()),
    "time.expiry": Grant("到期预警", frozenset()),
}
STEP_GRANTS: dict[str, frozenset[Role]] = {
    "bargaining.coordination:apply": CHAIRS,
    "bargaining.coordination:accept": LABOUR,
    "bargaining.coordination:extend": LABOUR,
    "bargaining.coordination:conclude": LABOUR,
    "congress.proposals:call": UNION,
    "congress.proposals:receive": UNION,
    "congress.proposals:close": UNION,
    "congress.proposals:admit": UNION,
    "congress.proposals:rate": UNION,
    "congress.opinion:give": UNION,
    "congress.opinion:answer": EMPLOYER,
}


def title_of(act: str) -> str:
    """Return what an act is called on screen."""
    grant = GRANTS.get(act.partition(":")[0])
    return grant.title if grant else act


def roles_for(act: str, data: dict[str, object] | None = None, *, paper: bool = False) -> set[Role]:
    """Return the offices that may do this act with these data."""
    grant = GRANTS.get(act)
    if grant is None:
        return set()
    step = (data or {}).get("step")
    roles = STEP_GRANTS.get(f"{act}:{step}", grant.roles) if step else grant.roles
    return set(roles | grant.on_paper) if paper else set(roles)


def authorise(
    actor: Actor,
    act: str,
    data: dict[str, object],
    *,
    paper: bool = False,
) -> None:
    """Let the actor do the act, or say who does it.

    :raises NotYours: if the office may not do this act, or does it for the other side.
    """
    if actor.is_system:
        return
    roles = roles_for(act, data, paper=paper)
    if actor.role not in roles:
        who = "、".join(sorted({role.label for role in roles})) or "系统"
        message = f"「{title_of(act)}」由{who}办理，{actor.name}不能代办。请由有权的一方登录办理。"
        raise NotYours(message)
    field = GRANTS[act].side_field
    named = data.get(field) if field else None
    if named and actor.side and named != actor.side:
        side = Side(str(named)).label
        raise NotYours(f"「{title_of(act)}」填写的是{side}，您只能为本方办理。")
