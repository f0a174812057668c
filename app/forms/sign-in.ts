/** What people submit to sign in. */
import { z } from "zod";

export const SignInSchema = z.object({
  username: z.string().trim().min(1, "username-missing").max(100, "username-missing"),
  password: z.string().min(1, "password-missing").max(200, "password-missing"),
  next: z.string().optional(),
});
