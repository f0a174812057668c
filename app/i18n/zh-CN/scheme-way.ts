/** The ways of measuring; by itself, because the tablet loads no more of it. */
export default {
  stated: "直接录入得分",
  "yes-no": "是得 {{maximum}}，否得 0",
  deduction: "每处扣 {{each}}，扣完为止",
  table: "按读数（{{unit}}）：{{steps}}",
  step: "≤{{upTo}} 得 {{mark}}",
  else: "其余得 {{mark}}",
  stepSeparator: "；",
} as const;
