import fc from "fast-check";

/** A secret, and the parts of it none of which may be seen. */
export interface Secret {
  readonly text: string;
  readonly parts: readonly string[];
}

const lower = "abcdefghijklmnopqrstuvwxyz";
const digits = "0123456789";
const of = (signs: string, min: number, max = min) =>
  fc
    .array(fc.constantFrom(...signs), { minLength: min, maxLength: max, size: "max" })
    .map((parts) => parts.join(""));

const whole = (text: string): Secret => ({ text, parts: [text] });
const names = fc.constantFrom(
  "john",
  "jane",
  "mueller",
  "o'neill",
  "müller",
  "smith",
  "anna-lena",
  "kowalska",
);
const hosts = fc.constantFrom("mail.example", "web.example.com", "gmx.de", "localhost");

const mailbox = fc
  .tuple(names, fc.constantFrom(".", "_", "+", "-", ""), names, hosts)
  .map(([one, sign, other, host]) => ({
    text: `${one}${sign}${other}@${host}`,
    parts: [`${one}${sign}${other}`, one, other],
  }));
const dotted = fc
  .tuple(names, names)
  .map(([one, other]) => ({ text: `${one}.${other}`, parts: [one, other] }));
const hex = of("0123456789abcdef", 16, 64).map(whole);
const uuid = fc.uuid().map((text) => ({ text, parts: [text, text.slice(0, 8), text.slice(24)] }));
const base64 = of(`${lower}${lower.toUpperCase()}${digits}-_`, 20, 60).map(whole);
const jwt = fc
  .tuple(
    of(`${lower}${lower.toUpperCase()}${digits}`, 20, 40),
    of(`${lower}${lower.toUpperCase()}${digits}_-`, 20, 60),
    of(`${lower}${digits}`, 20, 43),
  )
  .map((parts) => ({ text: `eyJ${parts.join(".")}`, parts }));
const letters = of(lower, 21, 40).map(whole);
const id = of(digits, 4, 18).map(whole);
const mixed = fc
  .tuple(of(lower, 2, 8), of(digits, 3, 8))
  .map(([one, two]) => ({ text: one + two, parts: [one + two, two] }));
const phone = fc
  .tuple(of(digits, 2), of(digits, 3), of(digits, 3), of(digits, 2), fc.constantFrom(" ", "-", ".", "/", ""))
  .map(([land, area, one, two, sign]) => {
    const text = [`+${land}`, area, one, two].join(sign);
    return { text, parts: [area + one, one + two, area] };
  });
const iban = fc
  .tuple(fc.constantFrom("DE", "GB", "FR"), of(digits, 2), of(digits, 18), fc.boolean())
  .map(([land, check, rest, spaced]) => {
    const text = `${land}${check}${rest}`;
    return {
      text: spaced ? text.replace(/(.{4})/g, "$1 ").trim() : text,
      parts: [rest.slice(0, 6), `${land}${check}`],
    };
  });
const birthday = fc
  .tuple(
    fc.integer({ min: 1, max: 28 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1930, max: 2010 }),
    fc.constantFrom("-", ".", "/", "_", ""),
  )
  .map(([day, month, year, sign]) => {
    const two = (value: number) => String(value).padStart(2, "0");
    return {
      text: [year, two(month), two(day)].join(sign),
      parts: [String(year), `${two(month)}${two(day)}`],
    };
  });

export const secrets: fc.Arbitrary<Secret> = fc.oneof(
  mailbox,
  dotted,
  hex,
  uuid,
  base64,
  jwt,
  letters,
  id,
  mixed,
  phone,
  iban,
  birthday,
);

const percent = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*._~-]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
const everySign = (text: string) =>
  [...Buffer.from(text, "utf8")].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
const wide = (text: string) =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

/** How a secret may be hidden in what is recorded. */
export const hiddenWays: fc.Arbitrary<(text: string) => string> = fc.constantFrom(
  (text: string) => text,
  (text: string) => text.toUpperCase(),
  (text: string) => text.replace(/^./, (sign) => sign.toUpperCase()),
  (text: string) => text.replaceAll(" ", "+"),
  percent,
  (text: string) => percent(percent(text)),
  (text: string) => percent(percent(percent(text))),
  everySign,
  (text: string) => everySign(everySign(text)),
  wide,
  (text: string) => percent(wide(text)),
  (text: string) => [...text].join("\u200b"),
  (text: string) => `\u202e${text}`,
);
