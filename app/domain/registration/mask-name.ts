/** A person's name as strangers may see it: enough to recognise a name that one knows, too little to learn one. */

/**
 * Keeps the first half of a name's letters, at least one, and hides the rest; blanks and middle dots stay. Of two or three Chinese
 * characters that is the surname, of four a double one: 张*, 林**, 欧阳**.
 */
export function maskName(name: string): string {
  const characters = [...name];
  const letters = characters.filter(isLetter).length;
  const shown = Math.max(1, Math.floor(letters / 2));
  let seen = 0;
  return characters
    .map((character) => {
      if (!isLetter(character)) return character;
      seen += 1;
      return seen <= shown ? character : "*";
    })
    .join("");
}

function isLetter(character: string): boolean {
  return !/^[\s·'’.-]$/u.test(character);
}
