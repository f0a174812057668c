/** The one place where a message of an inbox becomes a title and a sentence. */
import type { i18n } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { MessageView } from "#app/domain/messages/kinds.ts";
import { createLookup } from "./lookup.ts";

export type MessageText = { readonly title: string; readonly text: string };

type Named = { readonly name: string; readonly nameEn: string };

/** In the language of an instance; what a message is about is the event, else the competition, else the whole system. */
export function createMessageText(instance: i18n): (message: MessageView) => MessageText {
  const text = createLookup(instance);
  const named = ({ name, nameEn }: Named) => (instance.language === "en" ? nameEn : name);
  return ({ kind, params, event, competition, notice }) => {
    const subject = event ?? competition;
    const values = {
      ...params,
      about: subject ? named(subject) : text("messages:everywhere"),
      notice: notice ? named(notice) : text("messages:noticeGone"),
    };
    return { title: text(`messages:title.${kind}`, values), text: text(`messages:say.${kind}`, values) };
  };
}

/** In the reader's language. */
export function useMessageText(): (message: MessageView) => MessageText {
  const { i18n: instance } = useTranslation();
  return useMemo(() => createMessageText(instance), [instance]);
}
