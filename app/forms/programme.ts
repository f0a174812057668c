/** What organisers submit about the programme beside a competition. */
import { z } from "zod";
import { PROGRAMME_KINDS } from "#app/domain/programme/programme.ts";
import { choice, dayAndTime, optionalId, optionalNumber, text, wholeNumber } from "./fields.ts";

const MOST_PEOPLE = 999_999;

export const SetItemSchema = z
  .object({
    /** Empty: a new item. */
    itemId: optionalId,
    kind: choice(PROGRAMME_KINDS),
    title: text(100),
    titleEn: z.string().trim().max(200, "text-too-long").default(""),
    place: text(100),
    startsAt: dayAndTime,
    endsAt: dayAndTime,
    organisationId: optionalId,
    expected: optionalNumber(1, MOST_PEOPLE),
  })
  .transform(({ itemId, titleEn, ...plan }) => ({ itemId, plan: { ...plan, titleEn: titleEn === "" ? plan.title : titleEn } }));

export const CountAttendanceSchema = z.object({ itemId: text(), attended: wholeNumber(0, MOST_PEOPLE) });

export const WithdrawItemSchema = z.object({ itemId: text() });
