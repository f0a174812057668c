/** What a judge is told while a round is on paper; by itself, because the tablet loads no more of it. */
export default {
  title: "本轮现在用纸质评分",
  judge: "请在纸质评分表上填写并签字，平板暂停录入。下面是已送达的分数。",
  kept_other: "有 {{count}} 个分数在切换后才送到，没有被接受，仍保存在本机：",
  keptValue: "{{aspect}}：{{value}}",
  keptHint: "请把它们写到纸质评分表上。恢复平板评分后也可以在这里重新录入。",
  judges: "请在纸质评分表上填写并签字，平板暂停录入。",
  matrix: "平板暂停录入。裁判填写纸质评分表，由两名统分员分别录入。",
  toPaper: "纸质评分",
} as const;
