/** Blank marking forms as one PDF: of a round, a day, a sub-criterion, or one. Printing is recorded. */

import { EVENT_PAGES } from "#app/domain/access/office-rooms.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { Locale } from "#app/domain/shared/vocabulary.ts";
import { PrintFormsSchema } from "#app/forms/paper.ts";
import { createI18n } from "#app/i18n/index.ts";
import { readLocale } from "#app/i18n/locale.ts";
import { createMarkingFormWords } from "#app/i18n/marking-form-words.ts";
import { createSentence } from "#app/i18n/sentence.ts";
import { defineAction, defineIntent, notFound } from "#app/platform/access/define.server.ts";
import { renderMarkingForms } from "#app/platform/pdf/render-marking-forms.server.ts";
import { printMarkingForms } from "#app/services/paper/print-marking-forms.server.ts";

export const action = defineAction({
  "print-forms": defineIntent({
    access: { roles: EVENT_PAGES.paper, within: "scope" },
    form: PrintFormsSchema,
    run: async ({ request, runtime, actor, scope, input }) => {
      if (scope.roundId === null) throw notFound();
      const decision = await printMarkingForms(runtime, actor, { ...input.what, roundId: scope.roundId });
      const locale = readLocale(request.headers.get("Cookie"));
      if (!decision.ok) return respondWithReasons(decision.refusals, locale);
      const { competition, event, roundKind, spreadLimit, blindLayers, forms, printedAt } = decision.value;
      const named = ({ name, nameEn }: { name: string; nameEn: string }) => (locale === "en" ? nameEn || name : name);
      const { texts, round, fileName } = await createMarkingFormWords(locale, { spreadLimit, blindLayers, event: named(event) });
      const sheets = forms.map((form) => ({
        ...form,
        competition: named(competition),
        event: named(event),
        round: round(roundKind),
      }));
      const bytes = await renderMarkingForms(sheets, texts, printedAt);
      const name = `${fileName}-${event.code}.pdf`;
      return new Response(new Uint8Array(bytes), {
        headers: {
          "Content-Type": "application/pdf",
          "Content-Disposition": `attachment; filename="forms-${event.code}.pdf"; filename*=UTF-8''${encodeURIComponent(name)}`,
          "X-Content-Type-Options": "nosniff",
          "Cache-Control": "private, no-store",
        },
      });
    },
  }),
});

/** There is no page of its own here: the reasons as plain text. */
async function respondWithReasons(refusals: readonly Refusal[], locale: Locale): Promise<Response> {
  const sentence = createSentence(await createI18n(locale), "paper");
  return new Response(refusals.map(sentence).join("\n"), {
    status: 422,
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "private, no-store",
    },
  });
}
