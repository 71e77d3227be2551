import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  cutParts,
  decodeSegment,
  encodeSegment,
  PART_BYTES,
  type SegmentName,
} from '../../../functions/snapshot/segment.ts';
import type { VersionId } from '../../../shared/ids.ts';

const COLUMNS = { LastName: ['Archer', null, 'Müßig'], SSN: ['123456789', '', null] };
const HERE: SegmentName = { v: 'version-a' as VersionId, family: 'PII', n: 3 };
const key = randomBytes(32);

describe('a segment', () => {
  test('is read as it was written', () => {
    expect(decodeSegment(encodeSegment(COLUMNS, HERE), HERE)).toEqual(COLUMNS);
  });

  test('that is sealed is read with its key', () => {
    const sealed = encodeSegment(COLUMNS, HERE, key);
    expect(decodeSegment(sealed, HERE, key)).toEqual(COLUMNS);
    expect(Buffer.from(sealed).toString('latin1')).not.toContain('Archer');
  });

  test('that is sealed twice is not the same twice', () => {
    expect(encodeSegment(COLUMNS, HERE, key)).not.toEqual(encodeSegment(COLUMNS, HERE, key));
  });

  test('says in its first byte how it is packed', () => {
    expect([encodeSegment(COLUMNS, HERE)[0], encodeSegment(COLUMNS, HERE, key)[0]]).toEqual([1, 2]);
  });

  test.each<[string, SegmentName]>([
    ['another place of its version', { ...HERE, n: 4 }],
    ['another version', { ...HERE, v: 'version-b' as VersionId }],
    ['another family', { ...HERE, family: 'CORE' }],
  ])('that is sealed and moved to %s does not open', (_, there) => {
    const sealed = encodeSegment(COLUMNS, HERE, key);
    expect(() => decodeSegment(sealed, there, key)).toThrow();
  });

  test.each([
    ['without a key', undefined],
    ['with another key', randomBytes(32)],
  ])('that is sealed does not open %s', (_, other) => {
    const sealed = encodeSegment(COLUMNS, HERE, key);
    expect(() => decodeSegment(sealed, HERE, other)).toThrow();
  });

  test('that is sealed does not open with any one bit changed', () => {
    const sealed = encodeSegment(COLUMNS, HERE, key);
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 4;
      expect(() => decodeSegment(changed, HERE, key), `byte ${at}`).toThrow();
    }
  });

  test.each([0, 3, 255])('of format %i is not guessed at', (format) => {
    expect(() => decodeSegment(Buffer.of(format, 1, 2, 3), HERE, key)).toThrow(
      `Segment PII 3 of version-a cannot be read (format ${format}).`,
    );
  });

  test('of no bytes is an error', () => {
    expect(() => decodeSegment(Buffer.alloc(0), HERE)).toThrow('(format none)');
  });
});

describe('the parts of a segment', () => {
  test.each([
    ['nothing', 0, [0]],
    ['one byte', 1, [1]],
    ['as much as a part holds', PART_BYTES, [PART_BYTES]],
    ['one byte more', PART_BYTES + 1, [PART_BYTES, 1]],
    ['twice as much', 2 * PART_BYTES, [PART_BYTES, PART_BYTES]],
  ])('of %s', (_, bytes, parts) => {
    const blob = randomBytes(bytes);
    const cut = cutParts(blob);
    expect(cut.map((part) => part.length)).toEqual(parts);
    expect(Buffer.concat(cut).equals(blob)).toBe(true);
  });

  test('fit an item of 400 KB with room for its keys and names', () => {
    expect(PART_BYTES).toBeLessThan(400 * 1024 - 1_000);
  });
});
