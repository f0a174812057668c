/** The words of 颁奖流程 and 候场名单, in the shapes that the renderers of papers and lists take (DOMAIN 12). */
import { SPECIALS, type Special } from "#app/domain/ceremony/programme.ts";
import type { Heading } from "#app/domain/ceremony/shown.ts";
import type { CeremonyOrder } from "#app/domain/ceremony/views.ts";
import type { Locale } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "./index.ts";
import { type OccasionFacts, openWords } from "./paper-words.ts";
import { createWord } from "./word.ts";

type Winner = CeremonyOrder["items"][number]["calls"][number]["winners"][number];

/** 颁奖流程: every award in its order, with those who are called in theirs. */
export async function createRunningOrder(occasion: OccasionFacts, order: CeremonyOrder, locale: Locale) {
  const words = await openCeremonyWords(occasion, order, locale);
  const { t, frame, basis, heading, rowsOf } = words;
  return {
    ...frame(t("paper.order")),
    parts: [
      basis,
      { kind: "text" as const, text: t("paper.secret") },
      ...order.items.map((item, index) => ({
        kind: "table" as const,
        heading: `${index + 1}　${heading(item.heading)}`,
        continued: t("paper.continued", { heading: `${index + 1}　${heading(item.heading)}` }),
        columns: [
          { header: t("paper.number"), share: 0.7 },
          { header: t("paper.place"), share: 1.3 },
          { header: t("paper.name"), share: 2.6 },
          { header: t("paper.delegation"), share: 2.6 },
          { header: t("paper.way"), share: 1.4 },
        ],
        rows: rowsOf(item),
      })),
      words.signatures("signPresenter", "signOrganiser"),
    ],
  };
}

/** 候场名单: one group an award, each with a square for those who have come. */
export async function createCallUpOrder(occasion: OccasionFacts, order: CeremonyOrder, locale: Locale) {
  const words = await openCeremonyWords(occasion, order, locale);
  const { t, frame, basis, event, award, nameOf, delegationOf } = words;
  return {
    ...frame(t("paper.callUp")),
    parts: [
      basis,
      { kind: "text" as const, text: t("paper.secret") },
      ...order.items.map(({ heading, calls }, index) => ({
        kind: "table" as const,
        heading: t("paper.group", { number: index + 1, event: event(heading), award: award(heading.award) }),
        continued: t("paper.continued", {
          heading: t("paper.group", { number: index + 1, event: event(heading), award: award(heading.award) }),
        }),
        columns: [
          { header: t("paper.ready"), share: 0.7 },
          { header: t("paper.number"), share: 0.7 },
          { header: t("paper.name"), share: 3 },
          { header: t("paper.delegation"), share: 3 },
        ],
        rows: calls
          .flatMap(({ winners }) => winners)
          .map((winner, position) => ({
            cells: [t("paper.square"), String(position + 1), nameOf(winner), delegationOf(winner)],
          })),
      })),
      words.signatures("signCallUp"),
    ],
  };
}

/** 颁奖流程 as a list: a row for each who is called. */
export async function createOrderSheet(occasion: OccasionFacts, order: CeremonyOrder, locale: Locale) {
  const { t, named, event, award, rowsOf } = await openCeremonyWords(occasion, order, locale);
  return {
    fileName: `${named(occasion)} ${t("paper.order")}`,
    sheets: [
      {
        name: t("paper.sheet"),
        columns: [
          { header: t("paper.step"), width: 8 },
          { header: t("prepared.table.event"), width: 28 },
          { header: t("paper.award"), width: 18 },
          { header: t("paper.number"), width: 8 },
          { header: t("paper.place"), width: 10 },
          { header: t("paper.name"), width: 30 },
          { header: t("paper.delegation"), width: 30 },
          { header: t("paper.way"), width: 18 },
        ],
        rows: order.items.flatMap((item, index) =>
          rowsOf(item).map(({ cells }) => [index + 1, event(item.heading), award(item.heading.award), ...cells]),
        ),
      },
    ],
  };
}

async function openCeremonyWords(occasion: OccasionFacts, order: CeremonyOrder, locale: Locale) {
  const { frame, named, facts, formats } = await openWords(occasion, locale);
  const instance = await createI18n(locale);
  const t = instance.getFixedT(locale, "ceremony");
  const word = createWord(instance);
  const isSpecial = (one: Heading["award"]): one is Special => (SPECIALS as readonly string[]).includes(one);
  const award = (one: Heading["award"]) => (isSpecial(one) ? t(`special.${one}`) : word("award", one));
  const event = (of: Heading) => (of.event ? named(of.event) : t("prepared.all"));
  const nameOf = ({ names, event: own }: Winner) => {
    const people = formats.list(names.filter((name) => name !== ""));
    return own ? `${people}　${named(own)}` : people;
  };
  const delegationOf = ({ delegation }: Winner) => (delegation ? named(delegation) : "");
  const date = instance.getFixedT(locale, "papers")("date");
  return {
    ...{ t, frame, named, award, event, nameOf, delegationOf },
    heading: (of: Heading) => `${event(of)}　${award(of.award)}`,
    basis: facts([
      {
        term: t("paper.basis"),
        value: t("paper.basisText", { time: formats.dateTime(order.preparedAt, "always"), number: order.number }),
      },
    ]),
    rowsOf: ({ calls, isSingle }: CeremonyOrder["items"][number]) => {
      let position = 0;
      return calls.flatMap(({ winners, isSolemn }) =>
        winners.map((winner) => {
          position += 1;
          const way = isSingle ? (isSolemn ? t("paper.silence") : t("paper.single")) : t("paper.together");
          const place = winner.place === null ? "" : String(winner.place);
          return {
            cells: [
              String(position),
              winners.length > 1 && place !== "" ? `${place}（${t("paper.equal")}）` : place,
              nameOf(winner),
              delegationOf(winner),
              way,
            ],
          };
        }),
      );
    },
    signatures: (...keys: readonly ("signPresenter" | "signOrganiser" | "signCallUp")[]) => ({
      kind: "signatures" as const,
      date,
      lines: keys.map((key) => ({ label: t(`paper.${key}`) })),
    }),
  };
}
