/** Marks of one component as an examination system's file gives them: theory by entrant number (DOMAIN 5). */

/** One line that was matched to an entry; the mark in hundredths. */
export type ComponentMarkOfEntry = { readonly entryId: string; readonly mark: number };
