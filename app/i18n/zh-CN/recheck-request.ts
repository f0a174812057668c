/** A correction that is asked for; by itself, because the tablet loads no more of it. */
export default {
  title: "申请更正",
  lead: "已确认的评分表要改，须写明原因，经裁判长和监督员两人批准。批准后由原评分裁判重新评分、签字，再由他人确认。",
  open: "申请更正",
  status: "申请本身不改变任何分数",
  reason: "申请原因",
  reasonHint: "写明哪个评分点、为什么要改，例如：A1.2 录入时小数点错位。",
  send: "提交申请",
  sent: "申请已提交，等待裁判长和监督员批准。",
  unmet: "现在不能申请更正",
  history: "这张评分表的更正",
  none: "还没有更正申请。",
  back: "返回评分表",
  pending: "更正申请待裁判长和监督员批准",
  opened: "评分表正在更正",
  openedHint: "原因：{{reason}}。请修改有误的分数并写明修改原因，然后全组重新签字；其余分数保持不变。",
  pendingHint: "原因：{{reason}}",
} as const;
