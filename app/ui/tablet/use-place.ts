/** The place on the tablet that the address names. */
import { useLocation, useNavigate } from "@remix-run/react";
import { useCallback, useMemo } from "react";
import { type Place, toHash, toPlace } from "#app/live/tablet/places.ts";

export function usePlace(): Place {
  const { hash } = useLocation();
  return useMemo(() => toPlace(hash), [hash]);
}

/** Goes to a place without asking the network for anything. */
export function useGo(): (place: Place, options?: { readonly replace?: boolean }) => void {
  const navigate = useNavigate();
  return useCallback((place, options) => navigate({ hash: toHash(place) }, options), [navigate]);
}
