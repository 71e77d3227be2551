/** The shortest password of a file that holds names [security.md, "Data at rest and on the way"]. */
export const FILE_PASSWORD_LENGTH = 12;
const LONGEST = 128;

export const FILE_PASSWORD_RULE = `must have ${FILE_PASSWORD_LENGTH} to ${LONGEST} letters, digits and signs of a US keyboard`;

/**
 * True for a password that every zip program takes alike: they don't agree on the bytes of letters outside ASCII, and a
 * file that its owner cannot open is lost.
 */
export function isFilePassword(text: string): boolean {
  return text.length >= FILE_PASSWORD_LENGTH && text.length <= LONGEST && /^[\x20-\x7e]*$/.test(text);
}

/** Letters and digits that nobody takes for one another when they are read out or copied by hand. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const GROUPS = 5;
const GROUP = 4;

/**
 * A password out of random bytes, in groups: 20 characters, some 115 bits. `random` fills a list with random bytes, as
 * `crypto.getRandomValues` does.
 */
export function generateFilePassword(random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): string {
  const fair = 256 - (256 % ALPHABET.length);
  let letters = '';
  while (letters.length < GROUPS * GROUP) {
    for (const byte of random(new Uint8Array(64))) {
      // A byte past the last whole alphabet would make its first letters likelier.
      if (byte < fair && letters.length < GROUPS * GROUP) letters += ALPHABET[byte % ALPHABET.length];
    }
  }
  return Array.from({ length: GROUPS }, (_, n) => letters.slice(n * GROUP, (n + 1) * GROUP)).join('-');
}
