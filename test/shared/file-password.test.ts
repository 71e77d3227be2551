import { describe, expect, it } from 'vitest';
import { generateFilePassword, isFilePassword } from '../../shared/file-password.ts';

describe('the password of a file', () => {
  it.each([
    ['a'.repeat(11), false],
    ['a'.repeat(12), true],
    ['a'.repeat(128), true],
    ['a'.repeat(129), false],
    ['correct horse battery', true],
    ['Zoë-Zoë-Zoë-Zoë', false],
    ['tab\tin\tthe\tmiddle', false],
  ])('%j is one: %s', (text, is) => {
    expect(isFilePassword(text)).toBe(is);
  });

  it('that is generated can be read out, is one, and is another each time', () => {
    const some = Array.from({ length: 200 }, () => generateFilePassword((bytes) => crypto.getRandomValues(bytes)));
    for (const password of some) {
      expect(password).toMatch(/^([a-zA-Z2-9]{4}-){4}[a-zA-Z2-9]{4}$/);
      expect(password).not.toMatch(/[0O1lIi]/);
      expect(isFilePassword(password)).toBe(true);
    }
    expect(new Set(some).size).toBe(200);
  });

  it('passes over bytes that would make some letters likelier', () => {
    let call = 0;
    const biased = generateFilePassword((bytes) => bytes.fill(call++ === 0 ? 255 : 0));
    expect(biased).toBe('aaaa-aaaa-aaaa-aaaa-aaaa');
  });
});
