/** 荣誉证书: the words around the facts of a certificate; facts stand in single braces and are filled in where it is drawn. */
export default {
  documentTitle: "{{title}} {{number}}",
  recipient: "{organisation} {holder}：",
  recipientAlone: "{holder}：",
  prize: {
    title: "荣誉证书",
    citation: "在{competition}“{event}”赛项中成绩优异，荣获",
    closing: "特发此证，以资鼓励。",
  },
  participation: {
    title: "参赛证书",
    citation: "参加了{competition}“{event}”赛项的比赛，完成全部参赛程序。",
    closing: "特发此证。",
  },
  coach: {
    title: "荣誉证书",
    citation: "在{competition}中悉心指导选手，成绩突出，荣获",
    closing: "特发此证，以资鼓励。",
  },
  organisation: {
    title: "荣誉证书",
    citation: "在{competition}中组织得力，成绩突出，荣获",
    closing: "特发此证，以资鼓励。",
  },
  judge: {
    title: "执裁证书",
    citation: "在{competition}“{event}”赛项中担任裁判，认真负责，公正执裁。",
    closing: "特发此证。",
  },
  honour: { coach: "优秀指导教师", organisation: "优秀组织奖" },
  members: "参赛选手：{members}",
  memberSeparator: "、",
  number: "证书编号：{number}",
  decision: "公布文号：{decision}",
  verify: "查验码：{{code}}",
  sealPlace: "用印处",
  issuedOn: "{{day, day}}",
  status: "获奖公示中",
  blocks: { heading: "标题", body: "正文", verification: "二维码与编号", issuers: "落款与用印处" },
  sample: {
    number: "样张-00000",
    holder: "样张姓名",
    unit: "样张单位",
    event: "样张赛项",
    issuer: "样张主办单位",
  },
  calibration: {
    title: "套打校准页",
    lead: "打印在普通白纸上，与证书纸重叠对光，量出偏差（毫米），填入版式设置的“横向偏移”和“纵向偏移”。打印时请选“实际大小”，不要缩放。",
    offset: "当前偏移：横向 {{x}} mm，纵向 {{y}} mm",
    ruler: "此线应恰为 100 mm",
  },
} as const;
