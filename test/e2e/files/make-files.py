#!/usr/bin/env python3
"""Makes the workbooks that the tests import, with openpyxl, as people's own programs would.

    python3 test/e2e/files/make-files.py

needs openpyxl (Debian: python3-openpyxl). All people, numbers and marks are invented. The files are committed beside this
script; running it again gives the same bytes.
"""

import json
import re
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font

HERE = Path(__file__).resolve().parent
ORGANISATIONS = {o["name"] for o in json.loads((HERE / "../../../seeds/demo/organisations.json").read_text("utf-8"))}
FIXED = datetime(2025, 9, 1, 8, 0, 0)

ELECTRICIAN, NETWORK, MECHATRONICS = "电工", "网络系统管理", "机电一体化"
SIZES = {ELECTRICIAN: 1, NETWORK: 2, MECHATRONICS: 3}
ENTRIES = 4  # of each event in each delegation

LETTERS = {
    "a": {
        "delegation": "通州区工业园代表队",
        "employers": ["北京运通电气有限公司", "北京潞河智能装备有限公司", "北京漷县精密机械有限公司", "北京永乐店自动化设备有限公司"],
        "training": "北京运河工匠职业技能培训学校",
        "coaches": {ELECTRICIAN: "孙立军", NETWORK: "周晓燕", MECHATRONICS: "高振国"},
        "names": """赵志强 陈海涛 刘洋 马文博
                    王雪松 李思远 张子涵 杨帆 黄俊杰 吴佳怡 徐浩然 朱晨曦
                    胡建平 林泽宇 郭明哲 何雨桐 罗振华 梁家豪 宋立新 郑凯文 谢永康 韩少华 唐一鸣 冯国栋""".split(),
    },
    "b": {
        "delegation": "运河商务区代表队",
        "employers": ["北京运河云图数据服务有限公司", "北京城副网络科技有限公司", "北京新华街楼宇运维有限公司", "通州区公共设施电力保障中心"],
        "training": "北京城副技能人才培训中心",
        "coaches": {ELECTRICIAN: "邓春生", NETWORK: "曹敏", MECHATRONICS: "彭志远"},
        "names": """于海波 董文杰 袁鹏飞 潘秀英
                    蒋欣怡 蔡宇航 余嘉诚 杜若彤 叶景行 程思琪 苏铭泽 魏晓东
                    吕建国 丁浩 任嘉伟 沈佳宁 姚远 卢雨泽 姜鑫 崔海峰 钟启明 谭文静 陆子昂 汪洋""".split(),
    },
    "c": {
        "delegation": "张家湾代表队",
        "employers": ["北京张湾设计科技有限公司", "北京台湖光电设备有限公司", "北京马驹桥智能物流有限公司"],
        "training": "北京运河工匠职业技能培训学校",
        "coaches": {ELECTRICIAN: "孙立军", NETWORK: "范磊", MECHATRONICS: "石磊"},
        "names": """阿依努尔·艾力 白浩天 尹志刚 欧阳明月
                    常青 武思源 乔安琪 贺子墨 赖俊熙 龚雪 文博远 庞大伟
                    樊星辰 兰若曦 殷正宇 施展 陶然 洪天佑 翟羽佳 安俊峰 颜如意 倪海洋 严冬梅 牛永强""".split(),
    },
}
LEVELS = ["中级工", "高级工", "高级工", "技师"]
PREFIXES = ["110112", "110112", "110105", "131024", "120114", "211002", "410526", "371302"]
WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]


def make_id(prefix: str, birth: str, serial: int) -> str:
    digits = f"{prefix}{birth}{serial:03d}"
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, WEIGHTS)) % 11]


def invent_person(number: int) -> dict:
    born = datetime(1983, 2, 11) + timedelta(days=(number * 617) % 7300)
    return {
        "证件类型": "居民身份证",
        "证件号码": make_id(PREFIXES[number % len(PREFIXES)], born.strftime("%Y%m%d"), 101 + number * 7 % 890),
        "现有等级": LEVELS[number % len(LEVELS)],
        "联系电话": f"138{10000000 + number * 7919:08d}",
    }


def list_people(letter: str) -> list:
    """Rows of one delegation: 4 electricians, 4 pairs, 4 teams of three."""
    group = LETTERS[letter]
    names = iter(group["names"])
    people, number = [], "abc".index(letter) * 24
    for event in (ELECTRICIAN, NETWORK, MECHATRONICS):
        for entry in range(ENTRIES):
            employer = group["employers"][entry % len(group["employers"])]
            assert employer in ORGANISATIONS and group["training"] in ORGANISATIONS
            for _ in range(SIZES[event]):
                person = {"赛项": event, "队伍编号": "" if SIZES[event] == 1 else str(entry + 1), "姓名": next(names)}
                person |= invent_person(number)
                person |= {"工作单位": employer, "就读院校": "", "培养单位": group["training"], "指导教师": group["coaches"][event]}
                people.append(person)
                number += 1
    assert next(names, None) is None and len(people) == 24
    return people


HEADERS = ["赛项", "队伍编号", "姓名", "证件类型", "证件号码", "工作单位", "就读院校", "培养单位", "现有等级", "联系电话", "指导教师"]


def write_cells(sheet, row: int, headers: list, person: dict, as_number: tuple = ()) -> None:
    for column, header in enumerate(headers, 1):
        value = person.get(header, "")
        if value == "":
            continue
        cell = sheet.cell(row, column, int(value) if header in as_number else value)
        if header not in as_number:
            cell.number_format = "@"


def finish(sheet, header_row: int) -> None:
    for cell in sheet[header_row]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    for column, width in zip("ABCDEFGHIJK", (16, 10, 14, 14, 22, 32, 20, 32, 12, 15, 12)):
        sheet.column_dimensions[column].width = width


def save(book: Workbook, name: str) -> None:
    """Saves with fixed times, so that the same script makes the same bytes."""
    path = HERE / name
    book.properties.creator = "报名办公室"
    book.save(path)
    with zipfile.ZipFile(path) as made:
        parts = [(info.filename, made.read(info)) for info in made.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as fixed:
        for filename, content in parts:
            if filename == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", FIXED.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), content)
            info = zipfile.ZipInfo(filename, FIXED.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(info, content)


def make_roster_a() -> None:
    """One sheet, a merged title above the headers, a comment on a header."""
    book = Workbook()
    sheet = book.active
    sheet.title = "报名表"
    sheet["A1"] = "2025年通州区职业技能大赛报名汇总表（通州区工业园代表队）"
    sheet.merge_cells("A1:K1")
    for column, header in enumerate(HEADERS, 1):
        sheet.cell(2, column, header)
    sheet["E2"].comment = Comment("请以文本格式填写", "报名办公室")
    for row, person in enumerate(list_people("a"), 3):
        write_cells(sheet, row, HEADERS, person)
    finish(sheet, 2)
    save(book, "roster-tongzhou-a.xlsx")


def make_roster_b() -> None:
    """A sheet per event, headers with line breaks in another order, what a team shares merged over its rows."""
    headers = ["队伍编号", "姓名", "赛项", "证件号码", "证件类型", "现有等级", "工作单位", "培养单位", "联系电话", "指导教师"]
    shown = {"证件号码": "证件\n号码", "工作单位": "工作单位\n（全称）", "姓名": "*姓名", "联系电话": "联系\n电话"}
    book = Workbook()
    book.active.title = "填表说明"
    book.active["A1"] = "每个赛项一张表，同一队的队员填写同一队伍编号。"
    for event in (ELECTRICIAN, NETWORK, MECHATRONICS):
        sheet = book.create_sheet(event)
        for column, header in enumerate(headers, 1):
            sheet.cell(1, column, shown.get(header, header))
        people = [person for person in list_people("b") if person["赛项"] == event]
        size = SIZES[event]
        for index, person in enumerate(people):
            row = index + 2
            first = index % size == 0
            shared = ("队伍编号", "赛项", "工作单位", "指导教师")
            write_cells(sheet, row, headers, person if first else {k: v for k, v in person.items() if k not in shared})
            if first and size > 1:
                for header in shared:
                    column = headers.index(header) + 1
                    sheet.merge_cells(start_row=row, start_column=column, end_row=row + size - 1, end_column=column)
        finish(sheet, 1)
    save(book, "roster-tongzhou-b.xlsx")


def make_roster_c() -> None:
    """Telephone and team numbers as numbers, no column for schools, a remark under the table, prepared empty rows."""
    headers = [header for header in HEADERS if header != "就读院校"]
    book = Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    for column, header in enumerate(headers, 1):
        sheet.cell(1, column, header)
    people = list_people("c")
    for row, person in enumerate(people, 2):
        write_cells(sheet, row, headers, person, ("联系电话", "队伍编号") if person["队伍编号"] else ("联系电话",))
    sheet.cell(len(people) + 3, 1, "注：本表由领队填写，证件号码须与证件一致。")
    for row in range(len(people) + 4, 200):
        sheet.cell(row, 4).number_format = "@"
    finish(sheet, 1)
    save(book, "roster-tongzhou-c.xlsx")


def make_roster_faults() -> None:
    """One good row, then each fault once; row numbers are those of the sheet."""
    employer = "北京运通电气有限公司"

    def person(serial: int, **changes) -> dict:
        base = {"赛项": ELECTRICIAN, "姓名": "好人", "证件类型": "居民身份证", "证件号码": make_id("110112", "19900307", 500 + serial),
                "工作单位": employer, "现有等级": "高级工", "联系电话": f"1390000{serial:04d}"}
        return base | changes

    good = make_id("110112", "19900307", 502)
    wrong = make_id("110112", "19900307", 503)
    rows = [
        person(2, 姓名="林正确"),                                                                      # 2
        person(3, 姓名="校验错", 证件号码=wrong[:-1] + ("1" if wrong[-1] != "1" else "2")),             # 3
        person(4, 姓名="数字格", 证件号码=110112199003075047),                                          # 4
        person(5, 姓名="重复者", 证件号码=good),                                                        # 5
        person(6, 姓名="单位错", 工作单位="北京不存在科技有限公司"),                                    # 6
        person(7, 姓名="赛项错", 赛项="茶艺师"),                                                        # 7
        person(8, 姓名=""),                                                                            # 8
        person(9, 姓名="张3丰"),                                                                       # 9
        person(10, 姓名="独行者", 赛项=NETWORK, 队伍编号="7"),                                          # 10
        person(11, 姓名="等级错", 现有等级="九级工"),                                                   # 11
        person(12, 姓名="在校生", 工作单位="", 就读院校="北京潞通职业技术学校"),                        # 12
        person(13, 姓名="未成年", 证件号码=make_id("110112", "20120630", 513)),                         # 13
        person(14, 姓名="日期错", 证件号码=make_id("110112", "19900231", 514)),                         # 14
        person(15, 姓名="少一位", 证件号码=make_id("110112", "19900307", 515)[:-1]),                    # 15
        person(16, 姓名="地区错", 证件号码=make_id("990112", "19900307", 516)),                         # 16
        person(17, 姓名="类型错", 证件类型="军官证"),                                                   # 17
        person(18, 姓名="缺证件", 证件号码=""),                                                        # 18
        person(19, 姓名="缺队号", 赛项=NETWORK),                                                        # 19
        person(20, 姓名="缺单位", 工作单位=""),                                                        # 20
        person(21, 姓名="公式错", 工作单位="#N/A"),                                                    # 21
    ]
    book = Workbook()
    sheet = book.active
    sheet.title = "报名表"
    for column, header in enumerate(HEADERS, 1):
        sheet.cell(1, column, header)
    for row, values in enumerate(rows, 2):
        for column, header in enumerate(HEADERS, 1):
            value = values.get(header, "")
            if value == "":
                continue
            cell = sheet.cell(row, column, value)
            if value == "#N/A":
                cell.data_type = "e"
            elif isinstance(value, str):
                cell.number_format = "@"
            else:
                cell.number_format = "0"
    finish(sheet, 1)
    save(book, "roster-faults.xlsx")


BLOCK = [
    "Sub\nCriterion\nID", "Sub Criterion\nName or Description", "Day of Marking", "Aspect\nType\nM = Meas\nJ = Judg",
    "Aspect - Description", "Judg Score",
    "Extra Aspect Description (Meas or Judg)\nOR\nJudgement Score Description (Judg only)", "Requirement\n(Measurement Only)",
    "WSOS Section", "Calculation Row\n(Export only)", "Max\nMark",
]


def m(text: str, mark: str, section: int, detail: str, requirement: str, way: str = "") -> dict:
    return {"kind": "M", "text": text, "mark": mark, "section": section, "detail": detail, "requirement": requirement, "way": way}


def j(text: str, mark: str, section: int, *descriptors: str) -> dict:
    assert len(descriptors) == 4
    return {"kind": "J", "text": text, "mark": mark, "section": section, "descriptors": descriptors}


SCHEMES = {
    "scheme-electrician.xlsx": {
        "title": "电工",
        "sections": ["工作组织与安全", "电气安装", "控制与编程", "检测与排故"],
        "criteria": [
            ("A", "电气控制线路安装", "45.00", [
                ("A1", "元器件安装与布线", 1, [
                    m("元器件型号、规格和安装位置与图纸一致", "13.00", 2, "每错一处扣 2 分，扣完为止", "与图纸 E-01 一致"),
                    j("线槽布线工艺", "12.00", 2,
                      "布线杂乱，影响使用", "基本成排，有明显交叉或松弛", "横平竖直，个别处不整齐", "横平竖直、成排成束，美观便于检修"),
                ]),
                ("A2", "端子与标识", 1, [
                    m("端子压接牢固，无露铜、无松动", "10.00", 2, "抽检 20 处，每处不合格扣 0.5 分", "拉力检测不脱落"),
                    m("线号管齐全且与图纸一致", "10.00", 2, "每缺一个或错一个扣 0.5 分", "全部导线两端"),
                ]),
            ]),
            ("B", "程序调试与排故", "35.00", [
                ("B1", "可编程控制器调试", 2, [
                    m("电动机正反转及互锁功能", "15.00", 3, "功能不完整不得分", "按任务书第 3 条"),
                    m("星三角启动切换时间", "7.50", 3, "用秒表测三次取平均", "5 s ± 0.5 s"),
                    j("程序结构与注释", "12.50", 3,
                      "程序不能运行或无结构", "能运行，无注释，难以维护", "结构清楚，注释不全", "结构清楚、注释完整，便于他人维护"),
                ]),
            ]),
            ("C", "安全文明生产", "20.00", [
                ("C1", "安全操作与现场", 2, [
                    m("通电前进行绝缘检测并记录", "8.00", 4, "未检测不得分；未记录扣 3 分", "绝缘电阻不低于 1 MΩ"),
                    j("安全操作与现场整理", "12.00", 1,
                      "出现危险操作", "需裁判提醒后改正", "全程规范，离场时整理不彻底", "全程规范，工具摆放有序，离场整洁"),
                ]),
            ]),
        ],
    },
    "scheme-network.xlsx": {
        "title": "网络系统管理",
        "formulas": True,
        "sections": ["工作组织与沟通", "网络建设", "系统服务", "自动化运维"],
        "criteria": [
            ("A", "网络建设", "40.00", [
                ("A1", "交换与路由", 1, [
                    m("VLAN 划分与中继配置", "8.00", 2, "每台交换机 4 分", "与地址规划表一致"),
                    m("动态路由邻居全部建立", "10.00", 2, "缺一个邻居扣 2.5 分", "共 4 个邻居"),
                    m("出口地址转换可访问外网", "7.00", 2, "在客户机上测试", "连续 5 次成功"),
                ]),
                ("A2", "访问控制与文档", 1, [
                    m("访问控制策略生效", "7.50", 2, "三条策略，每条 2.5 分", "按任务书表 2"),
                    j("拓扑图与实施文档", "7.50", 1,
                      "没有文档或与实际不符", "内容不全，难以据此维护", "内容完整，格式不统一", "内容完整、格式规范，可直接交付"),
                ]),
            ]),
            ("B", "系统服务", "60.00", [
                ("B1", "Linux 服务", 2, [
                    m("域名正向与反向解析", "12.00", 3, "正向 6 分，反向 6 分", "四条记录全部正确"),
                    m("安全网站证书有效", "13.25", 3, "证书报警不得分", "浏览器无警告"),
                    m("备份任务按时执行", "10.75", 4, "查看任务日志", "每日 02:00"),
                ]),
                ("B2", "域服务与自动化", 2, [
                    m("域用户与组策略下发", "14.00", 3, "抽查 7 个用户，每个 2 分", "按任务书表 5"),
                    j("自动化脚本的可维护性", "10.00", 4,
                      "脚本不能运行", "能运行，参数写死", "参数可配置，缺少出错处理", "参数可配置，有出错处理和说明"),
                ]),
            ]),
        ],
    },
    # Every way of measuring that a cell can name.
    "scheme-network-ways.xlsx": {
        "title": "网络系统管理",
        "sections": ["工作组织与沟通", "网络建设", "系统服务", "自动化运维"],
        "modules": [("M1", "网络搭建"), ("M2", "服务与运维")],
        "criteria": [
            ("A", "网络建设", "40.00", [
                ("A1", "交换与路由", 1, [
                    m("VLAN 划分与中继配置", "8.00", 2, "两台交换机", "与地址规划表一致", "每处扣 1.00"),
                    m("动态路由邻居全部建立", "10.00", 2, "缺一个邻居算一处", "共 4 个邻居", "-2.50 each"),
                    m("出口地址转换可访问外网", "7.00", 2, "在客户机上测试", "连续 5 次成功", "是否"),
                ]),
                ("A2", "访问控制与文档", 1, [
                    m("访问控制策略生效", "7.50", 2, "三条策略", "按任务书表 2", "每处扣 2.50"),
                    j("拓扑图与实施文档", "7.50", 1,
                      "没有文档或与实际不符", "内容不全，难以据此维护", "内容完整，格式不统一", "内容完整、格式规范，可直接交付"),
                ]),
            ], "M1"),
            ("B", "系统服务", "60.00", [
                ("B1", "Linux 服务", 2, [
                    m("域名正向与反向解析", "12.00", 3, "正向 6 分，反向 6 分", "四条记录全部正确"),
                    m("安全网站证书有效", "13.25", 3, "证书报警为否", "浏览器无警告", "Y/N"),
                    m("备份任务准时执行", "10.75", 4, "查看任务日志，读出与计划时间之差", "每日 02:00",
                      "≤1: 10.75; ≤5: 8.00; ≤15: 4.00; 其余 0 (min)"),
                ]),
                ("B2", "域服务与自动化", 2, [
                    m("故障排除演示", "14.00", 3, "每名裁判依评分要点独立给分", "15 分钟内完成", "独立评分，去最高最低"),
                    j("自动化脚本的可维护性", "10.00", 4,
                      "脚本不能运行", "能运行，参数写死", "参数可配置，缺少出错处理", "参数可配置，有出错处理和说明"),
                ]),
            ], "M2"),
        ],
    },
    "scheme-mechatronics.xlsx": {
        "title": "机电一体化",
        "texts": True,
        "sections": ["工作组织与协作", "机械装配", "电气与气动", "编程与联调"],
        "criteria": [
            ("A", "机械装配", "30.00", [
                ("A1", "机构装配与调整", 1, [
                    m("传送带与基准平行度", "10.00", 2, "每超 0.1 mm 扣 2 分", "不大于 0.5 mm"),
                    m("气缸安装与行程到位", "8.00", 2, "四个气缸，每个 2 分", "到位信号正常"),
                    j("装配工艺", "12.00", 2,
                      "紧固件缺失或松动", "装配完成，有明显划痕或错位", "装配规范，个别处不齐", "装配规范、紧固一致，外观完好"),
                ]),
            ]),
            ("B", "电气与气动连接", "30.00", [
                ("B1", "接线与接管", 1, [
                    m("传感器信号正确", "9.50", 3, "十九个点，每点 0.5 分", "与输入输出表一致"),
                    m("气路保压无泄漏", "10.50", 3, "压降超限不得分", "0.5 MPa 保压 5 min"),
                    j("布线布管工艺", "10.00", 3,
                      "交叉缠绕，影响运行", "能用，绑扎间距不一", "整齐，少数扎带未剪平", "整齐分层，扎带间距一致且剪平"),
                ]),
            ]),
            ("C", "编程与联调", "40.00", [
                ("C1", "整线联调", 2, [
                    m("分拣节拍", "16.00", 4, "连续 20 件取平均", "不大于 6 s/件"),
                    m("触摸屏监控功能", "14.00", 4, "七项功能，每项 2 分", "按任务书表 4"),
                    j("故障处理与团队协作", "10.00", 1,
                      "无分工，故障未排除", "分工不清，靠反复尝试", "分工清楚，能排除故障", "分工清楚，按步骤定位并说明原因"),
                ]),
            ]),
        ],
    },
}


def hundredths(mark: str) -> int:
    whole, fraction = mark.split(".")
    return int(whole) * 100 + int(fraction)


def mark_value(cents: int) -> float:
    return float(f"{cents // 100}.{cents % 100:02d}")


def make_scheme(name: str, scheme: dict, check: bool = True) -> None:
    """The usual import workbook. With formulas, totals are formulas that were never calculated; with texts, marks are text."""
    book = Workbook()
    sheet = book.active
    sheet.title = "CIS Marking Scheme Import"
    bold = Font(bold=True)
    criteria, sections = scheme["criteria"], scheme["sections"]
    aspects = [a for _, _, _, subs, *_ in criteria for _, _, _, own in subs for a in own]
    if check:
        assert sum(hundredths(a["mark"]) for a in aspects) == 10000, name
        for _, _, stated, subs, *_ in criteria:
            assert hundredths(stated) == sum(hundredths(a["mark"]) for _, _, _, own in subs for a in own), name
    assert 8 <= len(aspects) <= 10 and sum(a["kind"] == "J" for a in aspects) >= 2

    sheet["A1"] = scheme["title"]
    sheet["A3"] = "WorldSkills Occupational Standards"
    for column, label in ((1, "Section"), (2, "WSOS"), (9, "WSOS Marks"), (10, "Aspect Marks"), (11, "Variation")):
        sheet.cell(4, column, label).font = bold
    for number, label in enumerate(sections, 1):
        row = 4 + number
        sheet.cell(row, 1, number)
        sheet.cell(row, 2, label)
        own = sum(hundredths(a["mark"]) for a in aspects if a["section"] == number)
        sheet.cell(row, 9, mark_value(own)).number_format = "0.00"
        sheet.cell(row, 10, f"=SUMIF($I$20:$I$400, A{row}, $K$20:$K$400)" if scheme.get("formulas") else mark_value(own))
        sheet.cell(row, 11, f"=ABS(I{row}-J{row})" if scheme.get("formulas") else 0)
    row = 5 + len(sections)
    sheet.cell(row, 9, "Total Variation").font = bold
    sheet.cell(row, 11, 0)

    modules = scheme.get("modules", [])
    if modules:
        row += 2
        for column, label in ((1, "Module ID"), (2, "Module Name")):
            sheet.cell(row, column, label).font = bold
        for number, (module_id, label) in enumerate(modules, 1):
            sheet.cell(row + number, 1, module_id)
            sheet.cell(row + number, 2, label)
        row += len(modules)

    table = row + 2
    sheet.cell(table, 1, "Criteria").font = bold
    for column, label in ((1, "ID"), (2, "Name"), *([(3, "Module")] if modules else []), (11, "Mark")):
        sheet.cell(table + 1, column, label).font = bold
    row = table + 2 + len(criteria) + 3
    has_ways = any(a.get("way") for a in aspects)
    for index, (letter, title, stated, subs, *module) in enumerate(criteria):
        header = row
        for column, label in enumerate(BLOCK, 1):
            cell = sheet.cell(row, column, label)
            cell.font = bold
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(row, 12, f"Criterion {letter}").font = bold
        sheet.cell(row, 13, "Total\nMark").font = bold
        if has_ways:
            sheet.cell(row, 15, "Marking Way\n评分方式").font = bold
        row += 1
        for sub_id, sub_name, day, own in subs:
            sheet.cell(row, 1, sub_id)
            sheet.cell(row, 2, sub_name)
            sheet.cell(row, 3, day)
            row += 1
            for aspect in own:
                mark = aspect["mark"] if scheme.get("texts") else mark_value(hundredths(aspect["mark"]))
                values = {4: aspect["kind"], 5: aspect["text"], 7: aspect.get("detail"), 8: aspect.get("requirement"),
                          9: aspect["section"], 11: mark}
                for column, value in values.items():
                    if value is not None:
                        sheet.cell(row, column, value)
                sheet.cell(row, 11).number_format = "0.00"
                if aspect.get("way"):
                    sheet.cell(row, 15, aspect["way"])
                row += 1
                for score, text in enumerate(aspect.get("descriptors", ())):
                    sheet.cell(row, 6, score)
                    sheet.cell(row, 7, text)
                    row += 1
        total = f"=SUM(K{header + 1}:K{row - 1})" if scheme.get("formulas") else mark_value(hundredths(stated))
        sheet.cell(header, 14, total).number_format = "0.00"
        place = table + 2 + index
        sheet.cell(place, 1, letter)
        sheet.cell(place, 2, title)
        if module:
            sheet.cell(place, 3, module[0])
        sheet.cell(place, 11, f"=N{header}" if scheme.get("formulas") else total).number_format = "0.00"
        row += 2
    place = table + 2 + len(criteria)
    sheet.cell(place, 2, "Total").font = bold
    sheet.cell(place, 11, 100).number_format = "0.00"
    for column, width in zip("ABCDEFGHIJK", (12, 24, 9, 9, 40, 8, 48, 28, 10, 12, 9)):
        sheet.column_dimensions[column].width = width
    save(book, name)


def make_scheme_bad_sum() -> None:
    """B states 35.00 while its aspects add up to 34.50; C states and adds up to 19.00, so the whole states 99.00."""
    scheme = json.loads(json.dumps(SCHEMES["scheme-electrician.xlsx"]))
    scheme["criteria"][1][3][0][3][2]["mark"] = "12.00"
    scheme["criteria"][2][2] = "19.00"
    scheme["criteria"][2][3][0][3][1]["mark"] = "11.00"
    make_scheme("scheme-bad-sum.xlsx", scheme, check=False)


def main() -> None:
    make_roster_a()
    make_roster_b()
    make_roster_c()
    make_roster_faults()
    for name, scheme in SCHEMES.items():
        make_scheme(name, scheme)
    make_scheme_bad_sum()
    (HERE / "not-a-spreadsheet.xlsx").write_text("这不是工作簿，只是一段文字。\n", "utf-8")
    ids = [person["证件号码"] for letter in LETTERS for person in list_people(letter)]
    assert len(set(ids)) == 72


if __name__ == "__main__":
    main()
