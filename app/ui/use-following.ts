/** A state that one may change oneself until what it follows changes. */
import { type Dispatch, type SetStateAction, useState } from "react";

/** @returns as useState does; when `key` is another than before, `value` takes the place of what was set */
export function useFollowing<Value>(value: Value, key: unknown = value): [Value, Dispatch<SetStateAction<Value>>] {
  const [followed, setFollowed] = useState(key);
  const [own, setOwn] = useState(value);
  if (followed === key) return [own, setOwn];
  setFollowed(key);
  setOwn(value);
  return [value, setOwn];
}
