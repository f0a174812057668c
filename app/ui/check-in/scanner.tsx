/** One field that a scanner types into without anyone looking: in focus from the start and again after each answer; and the camera. */
import { Button, TextInput } from "@mantine/core";
import { Form, useSubmit } from "@remix-run/react";
import { ScanLine } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { BadgeCamera } from "./camera.tsx";
import classes from "./check-in.module.css";

export type ScannerProps = {
  /** What is asked with what was entered: to look at the entry first, or to check it in at once. */
  intent: "look-up-badge" | "check-in-number";
  error: string | undefined;
  /** Changes with every answer. */
  answer: unknown;
};

/**
 * Empty and in focus again as soon as a number is sent: a scanner types the next one without looking, and does not wait for the
 * answer to the last.
 */
export function Scanner({ intent, error, answer }: ScannerProps) {
  const { t } = useTranslation("registration");
  const submit = useSubmit();
  const field = useRef<HTMLInputElement>(null);
  // After an act of another form the next badge finds the field in focus, too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer, whatever it says
  useEffect(() => field.current?.focus(), [answer]);
  const prepareNext = (form: HTMLFormElement) => {
    // After the form's own handler has read the number.
    setTimeout(() => {
      form.reset();
      field.current?.focus();
    });
  };
  return (
    <div className={classes.scan}>
      <Form method="post" onSubmit={(event) => prepareNext(event.currentTarget)}>
        <TextInput
          ref={field}
          name="entrantNumber"
          label={t("checkIn.entrantNumber")}
          description={t("checkIn.entrantNumberHint")}
          autoFocus
          required
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={200}
          size="lg"
          error={error}
          rightSectionWidth="auto"
          rightSection={
            <Button
              type="submit"
              name="intent"
              value={intent}
              size="md"
              variant={intent === "look-up-badge" ? "default" : "filled"}
              leftSection={<ScanLine size={18} aria-hidden="true" />}
            >
              {t(intent === "look-up-badge" ? "checkIn.lookUp" : "checkIn.checkIn")}
            </Button>
          }
        />
      </Form>
      <BadgeCamera onRead={(text) => submit({ intent, entrantNumber: text, camera: "yes" }, { method: "post" })} />
    </div>
  );
}
