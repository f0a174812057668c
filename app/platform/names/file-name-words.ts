/** The words by which people call the files of a registration: data, to recognise them by. */
import type { AttachmentKind } from "#app/domain/registration/attachment.ts";

/**
 * In this order: a picture of an identity card is one of the card, and no photo. Words in Latin letters stand alone: "id" is no part of a
 * name.
 */
export const KIND_WORDS: readonly (readonly [AttachmentKind, RegExp])[] = [
  ["guardian-consent", /监护人?(?:知情)?(?:同意书?)?|家长(?:知情)?同意书?|\bguardian(?:[ _-]?consent)?\b/giu],
  [
    "identity-document",
    /(?:居民)?身份证件?|外国人永久居留证|永久居留|永居证|居住证|护照|(?:来往(?:内地|大陆))?通行证|台胞证|回乡证|\bpassport\b|\bid(?:[ _-]?card)?\b/giu,
  ],
  [
    "level-certificate",
    /职业资格(?:等级)?(?:证书?)?|(?:职业)?技能等级(?:证书?)?|等级证书?|资格证书?|技能证书?|证书|\b(?:level[ _-]?)?certificate\b/giu,
  ],
  ["employment-proof", /在职证明|工作证明|从业证明|劳动合同|社保(?:缴费)?(?:证明|记录)?|\bemployment(?:[ _-]?proof)?\b/giu],
  ["other", /其他(?:材料)?|其它(?:材料)?|\bother\b/giu],
  ["photo", /(?:电子)?(?:证件照|登记照|免冠照|标准照|[一二两]寸照?)片?|照片|相片|头像|\bphotos?\b/giu],
];

/** What is written beside a name or a number and says nothing of whose it is. */
export const IDLE_WORDS =
  /复印件|扫描件|原件|电子版|正反面|正面|反面|人像面|国徽面|副本|第(?=\s*\d)|号(?!码)|序号|编号|姓名|选手|材料|\b(?:copy|scan(?:ned)?|front|back|no)\b/giu;
