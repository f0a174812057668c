/** Takes the comments and photos of tablets, one at a time. */
import { AddNoteSchema } from "#app/forms/tablet.ts";
import { defineAction, defineIntent } from "#app/platform/access/define.server.ts";
import { addNote } from "#app/services/marking/add-note.server.ts";

export const action = defineAction(
  {
    "add-note": defineIntent({
      // Which forms are his, the note is asked by itself.
      access: { roles: ["marking-judge"], within: "anywhere" },
      form: AddNoteSchema,
      run: ({ runtime, actor, input }) => addNote(runtime, actor, input),
    }),
  },
  "json",
);
