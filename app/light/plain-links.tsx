/** What components take of Remix, for a page without it: a link is a link, and the address is the browser's. */
import type { AnchorHTMLAttributes } from "react";

export function Link({ to, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { to: string }) {
  return <a href={to} {...rest} />;
}

export function useLocation(): Location {
  return window.location;
}
