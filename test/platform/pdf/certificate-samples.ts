/** Certificates of invented people for the tests: an individual, a pair, a team of three, and one with everything at its longest. */
import type { CertificateFacts, CertificateTexts } from "#app/platform/pdf/render-certificate.server.ts";

export const TEXTS: CertificateTexts = {
  documentTitle: "荣誉证书 TZ2025-0001",
  title: { zh: "荣誉证书", en: "CERTIFICATE OF HONOUR" },
  recipient: "{holder} 同志：",
  citation: "在{competition}“{event}”赛项决赛中成绩优异，荣获",
  closing: "特发此证，以资鼓励。",
  statement:
    "This is to certify that {holder} of {organisation} has been awarded the {award} in the event {event} at the {competition}.",
  members: { zh: "参赛选手：{members}", en: "Competitors: {members}" },
  memberSeparator: { zh: "、", en: ", " },
  number: { zh: "证书编号：{number}", en: "Certificate No. {number}" },
  decision: { zh: "公布文号：{decision}", en: "Decision {decision}" },
  verify: { zh: "扫描二维码查验证书", en: "Scan the code to verify this certificate" },
  sealPlace: { zh: "用印处", en: "Place of seal" },
  issuedOn: { zh: "2025年11月20日", en: "20 November 2025" },
  status: null,
};

export const INDIVIDUAL: CertificateFacts = {
  number: "TZ2025-0001",
  issuedOn: "2025-11-20",
  holder: { zh: "林晓楠", en: "Lin Xiaonan" },
  members: [],
  organisation: { zh: "北京市通州区潞城技工学校", en: "Lucheng Technical School, Tongzhou" },
  competition: {
    zh: "2025年北京市通州区职业技能大赛",
    en: "2025 Tongzhou District Vocational Skills Competition, Beijing",
  },
  event: { zh: "中式烹调师（职工组）", en: "Chinese Cuisine (Workers)" },
  award: { zh: "一等奖", en: "First Prize" },
  issuers: [
    {
      zh: "北京市通州区职业技能大赛组织委员会",
      en: "Organising Committee of the Tongzhou District Vocational Skills Competition",
    },
  ],
  decisionNumber: "通技赛组发〔2025〕18号",
  verificationUrl: "https://skillladder.example.cn/verify/TZ2025-0001",
};

export const PAIR: CertificateFacts = {
  ...INDIVIDUAL,
  number: "TZ2025-0014",
  holder: { zh: "欧阳若琳", en: "Ouyang Ruolin" },
  members: [
    { zh: "欧阳若琳", en: "Ouyang Ruolin" },
    { zh: "曾博", en: "Zeng Bo" },
  ],
  event: { zh: "机电一体化（学生组）", en: "Mechatronics (Students)" },
  award: { zh: "二等奖", en: "Second Prize" },
  issuers: [
    { zh: "通州区人力资源和社会保障局", en: "Tongzhou District Bureau of Human Resources and Social Security" },
    { zh: "通州区总工会", en: "Tongzhou District Federation of Trade Unions" },
  ],
  decisionNumber: null,
  verificationUrl: "https://skillladder.example.cn/verify/TZ2025-0014",
};

export const TRIO: CertificateFacts = {
  ...INDIVIDUAL,
  number: "TZ2025-0027",
  holder: { zh: "运河先锋队", en: "Canal Pioneers" },
  members: [
    { zh: "赵一鸣", en: "Zhao Yiming" },
    { zh: "司马静怡", en: "Sima Jingyi" },
    { zh: "周磊", en: "Zhou Lei" },
  ],
  event: { zh: "智能楼宇管理（教师组）", en: "Smart Building Management (Teachers)" },
  award: { zh: "三等奖", en: "Third Prize" },
  verificationUrl: "https://skillladder.example.cn/verify/TZ2025-0027",
};

/** A team is addressed by its name. */
export const TEAM_TEXTS: CertificateTexts = { ...TEXTS, recipient: "{holder}：" };

export const PENDING: CertificateTexts = {
  ...TEXTS,
  status: { zh: "获奖名单公示中", en: "Awarded, publicity period running" },
};

const LONG_ORGANISATION =
  "北京市通州区新型智能制造与数字文化创意产业高技能人才协同培养联合公共实训基地暨运河商务区职业技能提升中心人才发展促进会";

export const LONGEST_TEXTS: CertificateTexts = { ...PENDING, recipient: "{organisation} {holder} 选手：" };

export const LONGEST: CertificateFacts = {
  ...INDIVIDUAL,
  number: "TZ2025-1234-5678-9012",
  holder: { zh: "阿卜杜热合曼·麦麦提吐尔逊·阿布都克里木", en: "Abdurahman Memettursun Abdukerim" },
  members: [
    { zh: "阿卜杜热合曼·麦麦提吐尔逊·阿布都克里木", en: "Abdurahman Memettursun Abdukerim" },
    { zh: "古丽巴哈尔·阿卜杜萨拉木·吐尔洪江买买提", en: "Gulbahar Abdusalam Turhunjan Memet" },
    { zh: "努尔买买提·艾合买提江·阿布都热西提买提", en: "Nurmemet Ehmetjan Abdurishit" },
  ],
  organisation: {
    zh: LONG_ORGANISATION,
    en: "Joint Public Training Base for Smart Manufacturing and Digital Creative Industries, Tongzhou, Beijing",
  },
  competition: {
    zh: "2025年京津冀协同发展暨北京城市副中心第十二届“运河杯”新职业和数字技术技能大赛全国邀请赛选拔赛",
    en: "12th Canal Cup New Occupations and Digital Technology Skills Competition of the Beijing Municipal Administrative Centre, Selection for the National Invitational",
  },
  event: {
    zh: "智能网联汽车装调运维员（新能源方向）（职工组）",
    en: "Assembly, Commissioning and Maintenance of Intelligent Connected Vehicles (Workers)",
  },
  award: { zh: "优胜奖（优秀组织单位推荐）", en: "Award of Excellence" },
  issuers: [
    {
      zh: LONG_ORGANISATION,
      en: "Joint Public Training Base for Smart Manufacturing and Digital Creative Industries, Tongzhou, Beijing",
    },
    { zh: LONG_ORGANISATION, en: null },
    { zh: LONG_ORGANISATION, en: null },
  ],
  decisionNumber: "京通人社技能竞赛组委会办公室函〔2025〕118号",
  verificationUrl: "https://skillladder.tongzhou.example.gov.cn/verify/TZ2025-1234-5678-9012",
};
