/** What administrators submit about tokens of the API. */
import { z } from "zod";
import { API_SCOPES } from "#app/domain/access/api-token.ts";
import { choice, text, wholeNumber } from "./fields.ts";

export const CreateTokenSchema = z.object({
  name: text(100),
  scopes: z.array(choice(API_SCOPES)).max(API_SCOPES.length, "choice-missing").default([]),
  days: wholeNumber(1, 366),
});

export const RevokeTokenSchema = z.object({ tokenId: text(100) });
