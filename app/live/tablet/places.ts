/** Where one is on the tablet: its page has one address for all of it, the place stands behind the hash, so that no network is asked. */

export const TABLET_PATH = "/judge";

export type Place =
  | { readonly kind: "forms" }
  | { readonly kind: "form"; readonly formId: string; readonly aspectId: string | null }
  | { readonly kind: "sign-off"; readonly formId: string }
  /** What a printed QR code leads to. */
  | { readonly kind: "sign-in"; readonly token: string };

const FORMS_HASH = "#forms";

export function toHash(place: Place): string {
  switch (place.kind) {
    case "forms":
      // Never without one: a hash that goes away is asked of the server.
      return FORMS_HASH;
    case "form":
      return `#form/${place.formId}${place.aspectId === null ? "" : `/${encodeURIComponent(place.aspectId)}`}`;
    case "sign-off":
      return `#sign-off/${place.formId}`;
    case "sign-in":
      return `#sign-in/${place.token}`;
  }
}

/** The list of forms for every hash that names nothing else. */
export function toPlace(hash: string): Place {
  const [kind, id, more] = hash.replace(/^#/, "").split("/");
  if (id) {
    if (kind === "form") return { kind, formId: id, aspectId: more ? decodeURIComponent(more) : null };
    if (kind === "sign-off") return { kind, formId: id };
    if (kind === "sign-in") return { kind, token: id };
  }
  return { kind: "forms" };
}
