/** Passwords that are guessed first, here and elsewhere: their stems, which digits and signs at either end do not make better. */

const STEMS = new Set(
  `password passwd pass pwd mima mimashi admin administrator root system user guest test demo welcome letmein login signin changeme default
  qwerty qwertyuiop qwert asdf asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx qazwsxedc qaz wsx qweasd qweasdzxc asd zxc qwe poiuytrewq mnbvcxz
  abc abcd abcdef abcdefg abcabc aaa iloveyou loveyou love lovely sunshine princess monkey dragon master shadow superman batman trustno
  football baseball basketball michael jordan freedom whatever computer internet secret hello world helloworld china zhongguo beijing shanghai
  woaini woaini woaiwojia woaizhongguo nihao woshishui wobuzhidao tiantian laopo laogong baobei haohao xiexie zhangsan lisi wangwu
  skillladder jijie jineng dasai jinengdasai bisai caipan competition worldskills judge organiser caiwu renshe gongsi company
  xiaoming taobao alibaba weixin wechat tencent baidu google apple microsoft windows office spring summer autumn winter
  january february march april may june july august september october november december monday friday`.split(/\s+/),
);

const LOOKALIKES: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "l",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};

/** Whether a password is one of them, or one of `words`, with digits and signs around it or letters that look alike in it. */
export function isCommonPassword(password: string, words: readonly string[] = []): boolean {
  const own = new Set(words.map((word) => word.normalize("NFKC").toLowerCase()));
  const plain = password.normalize("NFKC").toLowerCase();
  const alike = [...plain].map((character) => LOOKALIKES[character] ?? character).join("");
  const stems = [plain, alike].flatMap((text) => [text, text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "")]);
  // "P@ssw0rd2026": the digits at the end are taken off before those inside are read as letters.
  const bare = plain.replace(/^[\d\W_]+|[\d\W_]+$/gu, "");
  stems.push([...bare].map((character) => LOOKALIKES[character] ?? character).join(""));
  return stems.some((stem) => STEMS.has(stem) || own.has(stem) || isRepeated(stem));
}

/** A common word twice or more: "abcabc", "passwordpassword". */
function isRepeated(text: string): boolean {
  for (let length = 1; length <= text.length / 2; length += 1) {
    const part = text.slice(0, length);
    if (text.length % length === 0 && part.repeat(text.length / length) === text) return length <= 4 || STEMS.has(part);
  }
  return false;
}
