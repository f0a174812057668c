/** 荣誉证书: the words around the facts of a certificate; facts stand in single braces and are filled in where it is drawn. */
export default {
  documentTitle: "荣誉证书 {{number}}",
  title: "荣誉证书",
  recipient: "{organisation} {holder}：",
  recipientAlone: "{holder}：",
  citation: "在{competition}“{event}”赛项中成绩优异，荣获",
  closing: "特发此证，以资鼓励。",
  members: "参赛选手：{members}",
  memberSeparator: "、",
  number: "证书编号：{number}",
  decision: "公布文号：{decision}",
  verify: "扫描二维码查验，查验码 {{code}}",
  sealPlace: "用印处",
  issuedOn: "{{day, day}}",
  status: "获奖名单公示中",
} as const;
