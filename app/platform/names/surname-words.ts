/** Surnames that are read otherwise than the character alone, each beside a character that is always read so. */

/** One character each: 曾 is Zeng as a surname and ceng as a word. */
export const SURNAME_READINGS: Readonly<Record<string, string>> = {
  曾: "增",
  单: "善",
  仇: "求",
  解: "谢",
  查: "渣",
  任: "人",
  区: "欧",
  盖: "葛",
  朴: "瓢",
  华: "化",
  缪: "妙",
  翟: "宅",
  覃: "秦",
  黑: "贺",
  召: "绍",
  隗: "伟",
  员: "运",
  乜: "聂",
  过: "郭",
  谌: "陈",
  燕: "烟",
  乐: "月",
  折: "蛇",
  种: "虫",
  洗: "险",
  繁: "婆",
  祭: "债",
  都: "督",
  曲: "屈",
  柏: "百",
  秘: "必",
};

/** Two characters: only together are they read so; 尉 alone is Wei. */
export const DOUBLE_SURNAME_READINGS: Readonly<Record<string, string>> = {
  尉迟: "玉池",
  长孙: "掌孙",
  万俟: "莫奇",
  澹台: "谈台",
  单于: "蝉于",
  令狐: "玲狐",
};
